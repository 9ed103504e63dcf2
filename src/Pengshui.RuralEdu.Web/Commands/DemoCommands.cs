using System.CommandLine;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary><c>demo seed</c>: the demonstration on SQL Server, which nothing is written to at start.</summary>
internal static class DemoCommands
{
    public static Command Create() => new("demo", "演示数据")
    {
        CommandHost.Command("seed", "往没有账号的库里载入演示账号和演示月报；须先设 Demo:Enabled 为 true", async (services, _, cancellationToken) =>
        {
            if (!CoreServices.IsDemonstration(services.GetRequiredService<IConfiguration>()))
                throw new StartupRefusalException("演示账号的密码是公开的，只有把 Demo:Enabled 设为 true 的演示环境才能载入。");
            await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
            var added = await services.GetRequiredService<DemonstrationSeed>().EnsureAsync(cancellationToken);
            Console.WriteLine(added ? "演示数据已载入。" : "库里已有账号，没有载入。");
            return added ? 0 : StartupRefusals.ExitCode;
        }),
    };
}
