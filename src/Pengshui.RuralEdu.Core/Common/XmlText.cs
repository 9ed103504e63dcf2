using System.Text;
using System.Xml;

namespace Pengshui.RuralEdu.Core.Common;

/// <summary>Text as XML can hold it: Word and spreadsheet files are XML inside.</summary>
public static class XmlText
{
    /// <summary>The text without what XML 1.0 has no place for: control characters and halves of characters, which come in by pasting.</summary>
    public static string Clean(string text)
    {
        if (Invalid(text, 0) < 0)
            return text;
        var clean = new StringBuilder(text.Length);
        for (int from = 0, to; ; from = to + 1)
        {
            to = Invalid(text, from);
            clean.Append(text, from, (to < 0 ? text.Length : to) - from);
            if (to < 0)
                return clean.ToString();
        }
    }

    private static int Invalid(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (!XmlConvert.IsXmlChar(text[i]))
                return i;
        }

        return -1;
    }
}
