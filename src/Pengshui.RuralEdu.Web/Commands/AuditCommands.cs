using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary><c>audit verify</c>, <c>audit export</c> and <c>audit rotate-key</c>.</summary>
internal static class AuditCommands
{
    public static Command Create() => new("audit", "留痕") { Verify(), Export(), RotateKey() };

    private static Command Verify()
    {
        var anchor = new Option<AuditAnchor?>("--anchor")
        {
            Description = "另行保存的锚点，写成 序号:校验值；在它之后的自动锚点这次不用",
            CustomParser = result => Parsed(result, AuditAnchor.Parse, "校验值要写成 序号:校验值，校验值 64 位。"),
        };
        var command = CommandHost.Command("verify", "核对留痕是否被改动，并与自动锚点比对；完整返回 0，断开返回 1", async (services, parsed, cancellationToken) =>
        {
            await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
            var verdict = await services.GetRequiredService<AuditVerifier>().VerifyAsync(CommandHost.Actor, parsed.GetValue(anchor), cancellationToken);
            Console.WriteLine(verdict.Sentence);
            foreach (var remark in verdict.Remarks)
                Console.WriteLine(remark);
            if (!verdict.Holds)
                return 1;
            Console.WriteLine($"请另行保存这一校验值，日后用 --anchor 核对：{new AuditAnchor(verdict.Checked, verdict.LastHash)}");
            return 0;
        });
        command.Options.Add(anchor);
        return command;
    }

    private static Command Export()
    {
        var output = new Option<FileInfo>("--output") { Description = "写到哪个文件", Required = true };
        var from = Day("--from", "从哪一天起，写成 2023-10-01");
        var to = Day("--to", "到哪一天止（含当天）");
        var command = CommandHost.Command("export", "把留痕导出为 CSV 文件", async (services, parsed, cancellationToken) =>
        {
            await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
            var file = parsed.GetRequiredValue(output);
            await using var stream = CommandHost.Create(file);
            var count = await services.GetRequiredService<AuditExport>().WriteAsync(
                new AuditFilter { From = parsed.GetValue(from), To = parsed.GetValue(to) }, CommandHost.Actor, stream, cancellationToken);
            Console.WriteLine($"已导出 {count} 条到 {file.FullName}");
            return 0;
        });
        command.Options.Add(output);
        command.Options.Add(from);
        command.Options.Add(to);
        return command;
    }

    private static Command RotateKey()
    {
        var lost = new Option<bool>("--lost") { Description = "原来的密钥已经丢失：此前的留痕以后只按校验值核对" };
        var command = CommandHost.Command("rotate-key", "启用或更换留痕的密钥：写进密钥文件，并留痕", async (services, parsed, cancellationToken) =>
        {
            await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
            var rotated = await services.GetRequiredService<AuditKeyService>().RotateAsync(parsed.GetValue(lost), CommandHost.Actor, cancellationToken);
            if (!rotated.Succeeded)
            {
                await Console.Error.WriteLineAsync(rotated.Message);
                return StartupRefusals.ExitCode;
            }

            Console.WriteLine($"留痕从现在起用密钥 {rotated.Value} 签名。请备份密钥文件 {services.GetRequiredService<AuditKeys>().Path}，不要和数据库的备份放在一起。");
            return 0;
        });
        command.Options.Add(lost);
        return command;
    }

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Parsed<DateOnly?>(
            result, text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null, "日期要写成 2023-10-01 的样子。"),
    };

    private static T? Parsed<T>(ArgumentResult result, Func<string, T?> parse, string refusal)
    {
        var value = parse(result.Tokens[0].Value);
        if (value is null)
            result.AddError(refusal);
        return value;
    }
}
