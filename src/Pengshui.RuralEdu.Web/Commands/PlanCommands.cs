using System.CommandLine;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans.Seed;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary><c>plan load</c> and <c>plan import</c>.</summary>
internal static class PlanCommands
{
    public static Command Create() => new("plan", "工作方案")
    {
        CommandHost.Command("load", "载入科室、工作日历和 2023 年工作方案；已有的不动", async (services, _, cancellationToken) =>
        {
            await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
            await services.GetRequiredService<ReferenceSeed>().EnsureAsync(cancellationToken);
            await services.GetRequiredService<PlanLoader>().EnsureAsync(cancellationToken);
            Console.WriteLine("科室、工作日历和 2023 年工作方案已就绪。");
            return 0;
        }),
        PlanImportCommand.Create(),
    };
}
