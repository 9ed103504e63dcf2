using System.Globalization;
using System.Text;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>Makes a harmless name of what a browser sent; Chinese characters stay as they are.</summary>
public static class FileNames
{
    private const string Unsafe = "<>:\"|?*";

    /// <summary>
    /// The last part of a path, without control and formatting characters (a right-to-left mark can show "exe.pdf" for
    /// "fdp.exe") and those that Windows forbids; at most <see cref="UploadedFile.FileNameLength"/> characters with its
    /// ending; 未命名 where nothing else is left.
    /// </summary>
    public static string Clean(string fileName)
    {
        var last = TypedText.Clean(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]).Normalize(NormalizationForm.FormC);
        var kept = string.Concat(last.Where(c => !Unsafe.Contains(c)
            && char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)));
        kept = kept.Trim().TrimEnd(' ', '.');
        var extension = Path.GetExtension(kept);
        var stem = Path.GetFileNameWithoutExtension(kept).TrimEnd();
        if (stem.Length == 0 || kept.Length == extension.Length)
            stem = "未命名";
        var room = UploadedFile.FileNameLength - Math.Min(extension.Length, 20);
        return TypedText.Cut(stem, room) + TypedText.Cut(extension, 20);
    }
}
