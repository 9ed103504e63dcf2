using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>Writes the audit trail as a table (CSV, UTF-8 with a mark, lines by RFC 4180) for keeping elsewhere.</summary>
/// <param name="db">The database.</param>
/// <param name="words">What acts and things are called.</param>
public sealed class AuditExport(RuralEduDbContext db, AuditVocabulary words)
{
    /// <summary>Entries read at a time.</summary>
    public const int BatchSize = 1000;

    private static readonly string[] Headings =
        ["序号", "时间（北京）", "用户名", "角色", "操作", "操作代码", "结果", "对象类型", "对象编号", "对象", "理由", "变动", "来源地址", "请求编号", "上一条校验值", "校验值", "密钥编号", "密钥签名"];

    /// <summary>
    /// Notes the export in the trail, then writes the entries up to that note, oldest first. The note comes first: what
    /// left the portal is on record even where the receiver breaks off.
    /// </summary>
    /// <returns>How many entries were written.</returns>
    public async Task<long> WriteAsync(AuditFilter filter, Actor actor, Stream output, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, TrailAudit.ExportAudit) { ObjectType = nameof(AuditEntry), Title = Describe(filter) });
        await db.SaveChangesAsync(cancellationToken);
        var last = await db.AuditHeads.Select(h => h.Sequence).SingleAsync(cancellationToken);

        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Csv.Line(Headings));
        var written = 0L;
        for (var from = 0L; ;)
        {
            var start = from;
            var batch = await filter.Apply(db.AuditEntries.AsNoTracking())
                .Where(e => e.Sequence > start && e.Sequence <= last)
                .OrderBy(e => e.Sequence).Take(BatchSize).ToListAsync(cancellationToken);
            if (batch.Count == 0)
                return written;
            foreach (var entry in batch)
                await writer.WriteLineAsync(Csv.Line(Cells(entry)).AsMemory(), cancellationToken);
            from = batch[^1].Sequence;
            written += batch.Count;
        }
    }

    private string?[] Cells(AuditEntry entry) =>
    [
        entry.Sequence.ToString(CultureInfo.InvariantCulture),
        BusinessClock.ToBeijing(entry.At).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        entry.ActorName,
        AuditVocabulary.Roles(entry.ActorRoles),
        words.Action(entry.Action),
        entry.Action,
        AuditVocabulary.Result(entry.Result),
        words.ObjectType(entry.ObjectType),
        entry.ObjectId,
        entry.ObjectTitle,
        entry.Reason,
        entry.Details,
        entry.Address,
        entry.RequestId,
        entry.PreviousHash,
        entry.Hash,
        entry.KeyId,
        entry.Mac,
    ];

    private string Describe(AuditFilter filter)
    {
        string?[] parts =
        [
            filter.From is { } from ? $"自 {from:yyyy-MM-dd}" : null,
            filter.To is { } to ? $"至 {to:yyyy-MM-dd}" : null,
            filter.UserName is { Length: > 0 } user ? $"用户 {user}" : null,
            filter.Action is { Length: > 0 } action ? words.Action(action) : null,
            filter.Result is { } result ? AuditVocabulary.Result(result) : null,
            filter.ObjectType is { Length: > 0 } type ? words.ObjectType(type) : null,
            filter.ObjectId is { Length: > 0 } id ? $"编号 {id}" : null,
        ];
        var narrowed = string.Join("，", parts.OfType<string>());
        return narrowed.Length == 0 ? "全部" : narrowed;
    }
}
