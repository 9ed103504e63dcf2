using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Features.Shared;

/// <summary>What _Pagination shows. Its links keep the address's other parameters and change <c>page</c>.</summary>
/// <param name="Number">This page, from 1.</param>
/// <param name="Count">How many pages there are.</param>
/// <param name="Total">Rows in the whole list.</param>
public sealed record Pager(int Number, int Count, int Total)
{
    /// <summary>Of a page of a list.</summary>
    public static Pager Of<T>(Page<T> page) => new(page.Number, page.Count, page.Total);

    /// <summary>The numbers to show; 0 stands for a gap.</summary>
    public IEnumerable<int> Numbers()
    {
        var last = 0;
        foreach (var number in Enumerable.Range(1, Count).Where(n => n == 1 || n == Count || Math.Abs(n - Number) <= 2))
        {
            if (number > last + 1)
                yield return 0;
            yield return last = number;
        }
    }
}

/// <summary>A file in _FileList.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Its name as uploaded.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Address">Where it is downloaded.</param>
/// <param name="RemoveAddress">Where the button 移除 posts the surrounding form, or null without one.</param>
public sealed record FileItem(int Id, string Name, long Length, string Address, string? RemoveAddress = null)
{
    /// <summary>286 KB, 1.9 MB.</summary>
    public string Size => Length < 1024 * 1024 ? $"{Math.Max(1, Length / 1024)} KB" : $"{Length / 1048576m:0.0} MB";
}

/// <summary>An empty list: one sentence and one act.</summary>
/// <param name="Sentence">没有待办。</param>
/// <param name="Act">What can be done, or null.</param>
/// <param name="Address">Where it is done.</param>
public sealed record EmptyNote(string Sentence, string? Act = null, string? Address = null);
