namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>A row of a sheet.</summary>
/// <param name="Number">Its number, from 1, as the spreadsheet program shows it.</param>
/// <param name="Cells">What its cells show; days as 2023-09-01.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells);
