using System.CommandLine;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary><c>plan import FILE [--dry-run] [--json] [--new-sections]</c>: prints what is understood of a notice and makes the draft plan of it.</summary>
internal static class PlanImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "通知文件：.docx、.pdf 或 .txt" };
        var dryRun = new Option<bool>("--dry-run") { Description = "只读通知，不写入" };
        var json = new Option<bool>("--json") { Description = "以 JSON 输出读懂的内容" };
        var newSections = new Option<bool>("--new-sections") { Description = "名单里没有的科室一律设为新科室" };
        var command = new Command("import", "读印发工作方案的通知，写成草稿；当年方案已在执行的，补入任务原文。读懂返回 0，写不进返回 1，不是能读懂的通知返回 2")
        {
            file, dryRun, json, newSections,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var result = await UnderstandAsync(parsed.GetRequiredValue(file), cancellationToken);
            if (!result.Succeeded)
            {
                await Console.Error.WriteLineAsync(result.Message);
                return PortalCommands.NotUnderstood;
            }

            await Console.Out.WriteLineAsync(parsed.GetValue(json) ? NoticeJson.Write(result.Value) : Summary(result.Value));
            if (parsed.GetValue(dryRun))
                return 0;

            // With --json the output is JSON alone; what became of it is said beside.
            var answers = parsed.GetValue(json) ? Console.Error : Console.Out;
            return await CommandHost.RunAsync(services => WriteAsync(services, result.Value, parsed.GetValue(newSections), answers, cancellationToken));
        });
        return command;
    }

    private static async Task<int> WriteAsync(IServiceProvider services, ParsedNotice notice, bool newSections, TextWriter answers, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
        await services.GetRequiredService<ReferenceSeed>().EnsureAsync(cancellationToken);
        var import = services.GetRequiredService<PlanImport>();
        var result = await import.ApplyAsync(new ImportPlan(await import.ProposeAsync(notice, cancellationToken), newSections), CommandHost.Actor, cancellationToken);
        if (!result.Succeeded)
        {
            foreach (var problem in result.Errors)
                await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }

        var outcome = result.Value;
        await answers.WriteLineAsync(outcome.Effect switch
        {
            ImportEffect.Created => $"{outcome.Year} 年工作方案草稿已生成，{outcome.Tasks} 项任务。",
            ImportEffect.Updated => $"{outcome.Year} 年工作方案草稿已按通知更新，{outcome.Tasks} 项任务。",
            _ => outcome.Tasks == 0 ? $"{outcome.Year} 年工作方案已在执行，任务原文没有变化。" : $"{outcome.Year} 年工作方案已在执行，{outcome.Tasks} 项任务的原文已补入，记为修订。",
        });
        if (outcome.NewSections.Count > 0)
            await answers.WriteLineAsync($"新科室：{string.Join("、", outcome.NewSections)}。");
        foreach (var note in outcome.Notes)
            await answers.WriteLineAsync($"提示：{note}");
        return 0;
    }

    private static async Task<Reading<ParsedNotice>> UnderstandAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = file.OpenRead();
            var source = await NoticeReader.ReadAsync(file.Name, stream, cancellationToken);
            return source.Succeeded ? NoticeParser.Parse(source.Value) : Reading.Refused(source.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Reading.Refused($"文件 {file.FullName} 打不开，请检查是否存在、有无权限。");
        }
    }

    private static string Summary(ParsedNotice notice) => string.Join(
        Environment.NewLine,
        [
            $"{notice.Title ?? "（没有标题）"}",
            $"{notice.Groups.Count} 组、{notice.Tasks.Count} 项任务、{notice.Tasks.Sum(t => t.Sections.Count)} 项责任、{notice.Tasks.Sum(t => t.Measures.Count)} 条举措",
            .. notice.Tasks.Select(t => $"{t.Number}. {t.Title}（{(t.Sections.Count == 0 ? "未指定" : string.Join("、", t.Sections.Select(s => s.Name)))}）"),
            .. notice.Warnings.Select(w => $"提示：{w.Message}"),
            .. notice.Tasks.SelectMany(t => t.Warnings.Select(w => $"提示：任务 {t.Number}：{w.Message}")),
        ]);
}
