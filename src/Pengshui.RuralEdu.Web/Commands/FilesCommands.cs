using System.CommandLine;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary><c>files verify</c>: holds the uploaded files against what the database says of them.</summary>
internal static class FilesCommands
{
    public static Command Create() => new("files", "上传的文件")
    {
        CommandHost.Command("verify", "逐个核对上传的文件，列出丢失的、被改动的和无主的；都对返回 0，有不对的返回 1", async (services, _, cancellationToken) =>
        {
            await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
            var verdict = await services.GetRequiredService<StoredFiles>().VerifyAsync(cancellationToken);
            foreach (var finding in verdict.Findings)
                Console.WriteLine($"{finding.Kind}：{finding.Hash} {finding.FileName}".TrimEnd());
            Console.WriteLine(verdict.Findings.Count == 0
                ? $"已核对 {verdict.Checked} 个文件，都完好。"
                : $"已核对 {verdict.Checked} 个文件，{verdict.Findings.Count} 个不对。丢失和被改动的请从备份恢复；无主的满一天由平台清理。");
            return verdict.Findings.Count == 0 ? 0 : 1;
        }),
    };
}
