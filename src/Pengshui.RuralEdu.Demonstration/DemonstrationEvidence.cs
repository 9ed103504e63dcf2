using System.Globalization;
using System.Text;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>The demonstration's evidence files: a small table of a report's own figures, for some of the reports, and of what a rectification says.</summary>
/// <param name="store">Where uploads lie.</param>
internal sealed class DemonstrationEvidence(UploadStore store)
{
    private const string ContentType = "text/csv";

    private static readonly HashSet<(int Task, string Section, int Month)> Reports =
    [
        (1, "jyk", 6), (1, "jyk", 9), (1, "jyk", 10), (4, "rsk", 9), (5, "fwzx", 9), (5, "fwzx", 10), (7, "jyk", 9), (11, "jyk", 10),
    ];

    /// <summary>Stores the file of a report; null where it has none.</summary>
    public async Task<EvidenceFile?> StoreAsync(
        int task, string section, Month month, ReportSnapshot snapshot, int uploadedById, DateTime uploadedAt, CancellationToken cancellationToken)
    {
        if (!Reports.Contains((task, section, month.Number)))
            return null;
        var (length, hash) = await KeepAsync(Table(snapshot), cancellationToken);
        return new EvidenceFile
        {
            FileName = $"任务{task}数据台账汇总（{month.ToChinese()}，示例）.csv",
            ContentType = ContentType,
            Length = length,
            ContentHash = hash,
            UploadedById = uploadedById,
            UploadedAt = uploadedAt,
        };
    }

    /// <summary>Stores the file of a rectification; whose it is, and since when, is said when it is added.</summary>
    public async Task<RectificationFile> StoreAsync(string fileName, string text, CancellationToken cancellationToken)
    {
        var (length, hash) = await KeepAsync([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes($"情况\n{text}\n")], cancellationToken);
        return new RectificationFile { FileName = fileName, ContentType = ContentType, Length = length, ContentHash = hash };
    }

    private async Task<(long Length, string Hash)> KeepAsync(byte[] table, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(table);
        using var upload = await store.ReceiveAsync(content, UploadedFile.MaxLength, cancellationToken)
            ?? throw new InvalidOperationException("A table of a few lines is too long.");
        store.Keep(upload);
        return (upload.Length, upload.Hash);
    }

    private static byte[] Table(ReportSnapshot snapshot)
    {
        var lines = new List<string> { "指标,数值,单位" };
        lines.AddRange(snapshot.Figures.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name},{f.Value:0.##},{f.Unit}")));
        foreach (var line in snapshot.Clearance)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{line.Stage.Label()}应到,{line.Expected},人\n{line.Stage.Label()}实到,{line.Present},人"));

        // The byte order mark makes spreadsheets read the characters right.
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")];
    }
}
