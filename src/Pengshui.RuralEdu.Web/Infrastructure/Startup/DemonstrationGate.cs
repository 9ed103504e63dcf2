using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>
/// Keeps the demonstration, whose password is public, from becoming a way into an installation: outside of Development a second
/// setting must name the database, and a database that somebody works in is refused everywhere.
/// </summary>
internal static class DemonstrationGate
{
    /// <summary>The database that is a demonstration, as <see cref="DatabaseOptions.DatabaseName"/> has it.</summary>
    public const string DatabaseSetting = "Demo:Database";

    /// <summary>Demands, where the demonstration is on, a program that has one and the second setting.</summary>
    /// <exception cref="StartupRefusalException">The program has none, or the setting is missing or names another database.</exception>
    public static void Require(IConfiguration configuration, IHostEnvironment environment, DatabaseOptions options)
    {
        if (!CoreServices.IsDemonstration(configuration))
            return;
        if (!DemonstrationBuild.IsIncluded)
            throw new StartupRefusalException("这个程序发布时没有带演示，打不开演示。请把 Demo:Enabled 设为 false，或换用带演示的程序。");
        if (environment.IsDevelopment() || configuration[DatabaseSetting] == options.DatabaseName)
            return;
        throw new StartupRefusalException(
            $"演示账号的密码是公开的。这里不是开发环境：要打开演示，请把 {DatabaseSetting} 也设为“{options.DatabaseName}”，表明这个库只作演示；正式使用，请把 Demo:Enabled 设为 false。");
    }

    /// <summary>Refuses a database with accounts that do not belong to the demonstration, where the demonstration is on.</summary>
    /// <exception cref="StartupRefusalException">There are such accounts.</exception>
    public static async Task RefuseRealAccountsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!services.GetRequiredService<DemonstrationMode>().IsOn)
            return;
        var real = await services.GetRequiredService<RuralEduDbContext>().Users.CountAsync(u => !u.IsDemonstration, cancellationToken);
        if (real > 0)
            throw new StartupRefusalException($"这个库里有 {real} 个正式账号，不能作演示。请把 Demo:Enabled 设为 false，或换一个库。");
    }
}
