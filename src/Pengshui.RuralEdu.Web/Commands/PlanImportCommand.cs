using System.CommandLine;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans.Import;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary><c>plan import FILE --dry-run [--json]</c>: prints what is understood of a notice and writes nothing.</summary>
internal static class PlanImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "通知文件：.docx、.pdf 或 .txt" };
        var dryRun = new Option<bool>("--dry-run") { Description = "只读通知，不写入", Required = true };
        var json = new Option<bool>("--json") { Description = "以 JSON 输出" };
        var command = new Command("import", "读印发工作方案的通知；读懂返回 0，不是能读懂的通知返回 2") { file, dryRun, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var result = await UnderstandAsync(parsed.GetRequiredValue(file), cancellationToken);
            if (!result.Succeeded)
            {
                await Console.Error.WriteLineAsync(result.Message);
                return PortalCommands.NotUnderstood;
            }

            await Console.Out.WriteLineAsync(parsed.GetValue(json) ? NoticeJson.Write(result.Value) : Summary(result.Value));
            return 0;
        });
        return command;
    }

    private static async Task<Result<ParsedNotice>> UnderstandAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = file.OpenRead();
            var source = await NoticeReader.ReadAsync(file.Name, stream, cancellationToken);
            return source.Succeeded ? NoticeParser.Parse(source.Value) : Result.Refused(source.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Result.Refused($"文件 {file.FullName} 打不开，请检查是否存在、有无权限。");
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
