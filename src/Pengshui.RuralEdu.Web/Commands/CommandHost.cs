using System.CommandLine;
using Pengshui.RuralEdu.Core;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary>Gives a command the services of Core under the portal's own settings.</summary>
internal static class CommandHost
{
    /// <summary>Who the audit trail names for what a command does.</summary>
    public static readonly Actor Actor = Actor.System();

    /// <summary>A command that needs services and yields an exit code.</summary>
    public static Command Command(string name, string description, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> act)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancellationToken) => RunAsync(services => act(services, parsed, cancellationToken)));
        return command;
    }

    /// <summary>Makes the file that a command writes to; one that is there is replaced.</summary>
    /// <exception cref="StartupRefusalException">It cannot be written.</exception>
    public static FileStream Create(FileInfo file)
    {
        try
        {
            return file.Create();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusalException($"文件 {file.FullName} 不能写入，请检查目录是否存在、有无权限。", exception);
        }
    }

    /// <summary>Acts with services and yields an exit code.</summary>
    public static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> act)
    {
        var builder = WebApplication.CreateBuilder();

        // What a command has to say it says itself, in a sentence; a bug still shows its trace.
        builder.Logging.ClearProviders();
        DemonstrationGate.Require(
            builder.Configuration, builder.Environment, DatabaseOptions.Read(builder.Configuration, builder.Environment.ContentRootPath));
        builder.Services.AddCore(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddIncludedDemonstration(builder.Configuration);
        builder.Services.AddKeyProtection(builder.Configuration);
        builder.Services.AddNoticeReading();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }
}
