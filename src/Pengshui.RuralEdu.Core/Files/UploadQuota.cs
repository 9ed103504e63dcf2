using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>How much of the disk uploads may take, so that no report and no section leaves the others without room.</summary>
/// <param name="db">The database.</param>
/// <param name="rooms">Whose files there are.</param>
public sealed class UploadQuota(RuralEduDbContext db, IEnumerable<IUploadedFiles> rooms)
{
    /// <summary>Most bytes of the files of one report or rectification (300 MB).</summary>
    public const long OfOne = 300L * 1024 * 1024;

    /// <summary>Most bytes of all files of a section (20 GB): ten years of 20 reports a month with 8 MB each.</summary>
    public const long OfSection = 20L * 1024 * 1024 * 1024;

    /// <summary>Why a file finds no room, in a sentence, or null.</summary>
    /// <param name="sectionId">Whose file it would be.</param>
    /// <param name="there">Bytes of the files that stand beside it.</param>
    /// <param name="more">Bytes of the file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string?> RefusalAsync(int sectionId, long there, long more, CancellationToken cancellationToken)
    {
        if (there + more > OfOne)
            return $"这里的文件合计最多 {OfOne / 1024 / 1024} MB，已有 {there / 1024 / 1024} MB，请压缩或移除不用的再上传。";
        var all = await rooms.Select(r => r.LengthsOf(db, sectionId)).Aggregate((all, more) => all.Concat(more)).SumAsync(cancellationToken);
        return all + more > OfSection ? $"本科室上传的文件合计已到 {OfSection / 1024 / 1024 / 1024} GB，不能再传，请告诉系统管理员。" : null;
    }
}
