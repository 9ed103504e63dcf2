using System.CommandLine;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Demonstration;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary><c>demo seed</c>: the demonstration on SQL Server, which nothing is written to at start; with <c>--plans</c> a big one.</summary>
internal static class DemoCommands
{
    public static Command Create()
    {
        var plans = new Option<int?>("--plans") { Description = $"把演示数据扩充到这么多份工作方案（1 至 {DemonstrationPlans.Most}），年度依次往前，只用来试速度" };
        plans.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > DemonstrationPlans.Most)
                result.AddError($"--plans 要在 1 到 {DemonstrationPlans.Most} 之间。");
        });
        var seed = CommandHost.Command(
            "seed", "往没有账号的库里载入演示账号和演示月报；须先设 Demo:Enabled 和 Demo:Database", (services, parsed, cancellationToken) =>
                SeedAsync(services, parsed.GetValue(plans), cancellationToken));
        seed.Options.Add(plans);
        return new Command("demo", "演示数据") { seed };
    }

    private static async Task<int> SeedAsync(IServiceProvider services, int? plans, CancellationToken cancellationToken)
    {
        if (!services.GetRequiredService<DemonstrationMode>().IsOn)
            throw new StartupRefusalException("演示账号的密码是公开的，只有把 Demo:Enabled 设为 true 的演示环境才能载入。");
        await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
        await DemonstrationGate.RefuseRealAccountsAsync(services, cancellationToken);
        var added = await services.GetRequiredService<DemonstrationSeed>().EnsureAsync(cancellationToken);
        Console.WriteLine(added ? "演示数据已载入。" : "库里已有账号，没有载入。");
        if (plans is not { } count)
            return added ? 0 : StartupRefusals.ExitCode;

        var made = await services.GetRequiredService<DemonstrationPlans>().GrowAsync(
            count, done => Console.Write($"\r已有 {done} / {count} 份工作方案"), cancellationToken);
        Console.WriteLine(made == 0 ? $"已有 {count} 份以上工作方案，没有扩充。" : $"\n演示数据已扩充到 {count} 份工作方案。");
        return 0;
    }
}
