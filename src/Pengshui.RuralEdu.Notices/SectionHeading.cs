using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Notices;

/// <summary>A heading that is a section: 办公室（3项）, 人事科（配合科室：教师进修校）, 人事科（2项），配合科室：教师进修校, 基教科牵头事项.</summary>
/// <param name="Title">The heading without what stands in brackets behind it.</param>
/// <param name="Clause">The sections; those in the brackets support.</param>
internal sealed record SectionHeading(TextSpan Title, Clause Clause)
{
    private const int Longest = 80;
    private const int LongestName = 14;

    private static readonly Regex Suffix = new(
        "(?:牵头|负责|承担|主办|主责)*的?(?:重点|主要|年度|全年|具体)*(?:工作|任务|事项|职责|分工|清单|目标)*[:。]?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Marks the items whose headings are sections, where most headings beside them are.</summary>
    /// <returns>Whether there are any.</returns>
    public static bool Mark(Outline outline, string text)
    {
        var found = false;
        foreach (var level in outline.Nodes.Where(n => n.Children.Count > 0).GroupBy(n => n.Depth).ToList())
        {
            var read = level.Select(n => (Node: n, Heading: Read(text, n.Lines[0].Span))).Where(n => n.Heading is not null).ToList();
            if (read.Count < 2 || read.Count * 3 < level.Count() * 2)
                continue;
            found = true;
            foreach (var (node, heading) in read)
                node.Sections = heading;
        }

        return found;
    }

    /// <summary>The heading, or null where the line is none.</summary>
    public static SectionHeading? Read(string text, TextSpan line)
    {
        var place = Words.Trimmed(text, line.Start, line.End);
        if (place.Length is 0 or > Longest)
            return null;
        if (text[place.Start] == '(' && text[place.End - 1] == ')')
            place = TextSpan.Between(place.Start + 1, place.End - 1);
        var open = text.IndexOf('(', place.Start, place.Length);
        var close = open < 0 ? -1 : text.IndexOf(')', open, place.End - open);
        var behind = close < 0 ? default : Words.Trimmed(text, close + 1, place.End);
        if (open >= 0 && close < 0)
            return null;
        var title = Words.Trimmed(text, place.Start, open < 0 ? place.End : open);
        if (title.Length > 0 && text[title.End - 1] == ':')
            title = title with { Length = title.Length - 1 };
        var own = new ClauseNames(text, title.Start, title.Start + Suffix.Match(title.Of(text)).Index);
        if (title.Length == 0 || !own.Read() || own.HasLabel || own.HasVerb || !own.Names.All(n => n.Kind == NameKind.Section && n.Name.Length <= LongestName) || own.Names.Count == 0)
            return null;
        var (others, fields) = open < 0 ? ([], []) : Told(text, open + 1, close);
        var (more, told) = behind.Length == 0 ? ([], []) : Told(text, behind.Start, behind.End);
        return behind.Length > 0 && more.Count == 0 && told.Count == 0 ? null
            : new SectionHeading(title, new Clause(title, [.. own.Names, .. others, .. more], [.. fields, .. told]));
    }

    // 3项，配合科室：教师进修校；责任领导：副主任. The number of tasks says nothing.
    private static (List<Named> Others, List<Field> Fields) Told(string text, int start, int end)
    {
        var (others, fields) = (new List<Named>(), new List<Field>());
        for (var at = start; at < end; at++)
        {
            var isBegin = at == start || text[at - 1] is ',' or ';' or '、' or ' ' or '。';
            if (!isBegin || (ClauseWords.ReadLabel(text, at, end) is null && !FieldWords.IsAside(text, at, end)))
                continue;
            var names = new ClauseNames(text, at, end);
            if (!names.Read())
                continue;
            others.AddRange(names.Names.Where(n => n.Kind is NameKind.Section or NameKind.Body).Select(n => n with { Mark = n.Mark == PartMark.Lead ? PartMark.Lead : PartMark.Supporting }));
            fields.AddRange(names.Fields);
            break;
        }

        return (others, fields);
    }
}
