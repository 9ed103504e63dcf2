using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>For whom and for what a file is uploaded, as the trail keeps it.</summary>
/// <param name="Actor">Who.</param>
/// <param name="ObjectType">The kind of thing that it would belong to.</param>
/// <param name="ObjectId">Its key; null where it is not there yet.</param>
public sealed record UploadedFor(Actor Actor, string ObjectType, string? ObjectId = null);

/// <summary>
/// Has every uploaded file scanned before it becomes anybody's, whichever room's it is. Where a scanner is configured and does not
/// answer, nothing is taken in. What is infected is refused, audited, and said in the log.
/// </summary>
/// <param name="db">The database, with no act under way.</param>
/// <param name="scanner">Scans.</param>
/// <param name="log">Says what was found, and that the scanner is away.</param>
public sealed class UploadScan(RuralEduDbContext db, IUploadScanner scanner, ILogger<UploadScan> log)
{
    /// <summary>Where the scanner is: <c>tcp://host:3310</c> or <c>unix:/run/clamav/clamd.ctl</c>; without it nothing is scanned.</summary>
    public const string Setting = "Uploads:Scanner";

    /// <summary>The scanner of an installation.</summary>
    /// <exception cref="StartupRefusalException">The address is none.</exception>
    public static IUploadScanner Of(IConfiguration configuration) => configuration[Setting] is not { Length: > 0 } address
        ? new NoScanner()
        : ClamScanner.At(address) ?? throw new StartupRefusalException($"设置 {Setting} 的值“{address}”不认识，请写成 tcp://主机:3310 或 unix:/run/clamav/clamd.ctl。");

    /// <summary>Why a file is not taken in, or null where it may be.</summary>
    /// <param name="content">Read once from where it stands.</param>
    /// <param name="name">Its harmless name.</param>
    /// <param name="field">The field that the refusal is said of.</param>
    /// <param name="owner">For whom and for what.</param>
    /// <param name="cancellationToken">Whoever uploads has gone.</param>
    public async Task<Refusal?> RefusalAsync(Stream content, string name, string field, UploadedFor owner, CancellationToken cancellationToken)
    {
        var answer = await scanner.ScanAsync(content, cancellationToken);
        switch (answer.Outcome)
        {
            case ScanOutcome.Clean:
                return null;
            case ScanOutcome.Infected:
                log.LogError("An uploaded file is infected: {Detail}", answer.Detail);
                await NoteAsync(name, answer, owner);
                return Result.Refused($"“{name}”带有病毒（{answer.Detail}），没有接收。请先用杀毒软件检查电脑，换一个干净的文件再传。", field);
            case ScanOutcome.TooLong:
                log.LogWarning("An uploaded file is longer than the scanner at {Address} takes", scanner.Address);
                return Result.Refused($"“{name}”超过查毒程序能检查的大小，没有接收。请压缩或分成几个再传，或请系统管理员调大限额。", field);
            default:
                log.LogError("The scanner at {Address} did not answer; an upload was refused. {Detail}", scanner.Address, answer.Detail);
                return Result.Refused($"查毒程序没有答复，“{name}”没有接收，填写的内容没有丢。请过几分钟再传；一直这样，请告诉系统管理员。", field);
        }
    }

    // On record also where the one who uploads has hung up.
    private async Task NoteAsync(string name, ScanAnswer answer, UploadedFor owner)
    {
        db.Note(new AuditNote(owner.Actor, FileAudit.RefuseInfected)
        {
            ObjectType = owner.ObjectType,
            ObjectId = owner.ObjectId,
            Title = name,
            Reason = $"检出 {answer.Detail}",
            Result = AuditResult.Refused,
        });
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
