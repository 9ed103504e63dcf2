namespace Pengshui.RuralEdu.Core.Common;

/// <summary>One page of a longer list.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Items">The rows of this page.</param>
/// <param name="Number">Which page, from 1.</param>
/// <param name="Size">Rows a page at the most.</param>
/// <param name="Total">Rows in the whole list.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, int Total)
{
    /// <summary>How many pages there are; an empty list has one.</summary>
    public int Count => Math.Max(1, (Total + Size - 1) / Size);
}
