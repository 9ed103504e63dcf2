namespace Pengshui.RuralEdu.Notices;

/// <summary>Makes the warnings of a notice few and readable: what is alike in many tasks is said once, and the weightiest come first.</summary>
internal static class WarningList
{
    private const int MostNamed = 8;

    /// <summary>The notice with its warnings gathered and in order.</summary>
    public static ParsedNotice Gathered(ParsedNotice notice)
    {
        var all = notice.Tasks.SelectMany(t => t.Warnings.Select(w => (t.Number, Warning: w))).ToList();
        var gathered = new List<ParseWarning>();
        var taken = new HashSet<ParseWarning>(ReferenceEqualityComparer.Instance);
        foreach (var alike in all.Where(w => w.Warning.Kind is WarningKind.Sections or WarningKind.Title or WarningKind.LeadByOrder).GroupBy(w => w.Warning.Message))
        {
            if (alike.First().Warning.Kind != WarningKind.LeadByOrder && alike.Select(w => w.Number).Distinct().Count() < 2)
                continue;
            gathered.Add(Once(alike, alike.Key));
            taken.UnionWith(alike.Select(w => w.Warning));
        }

        if (all.Where(w => w.Warning.Kind == WarningKind.OutsideBody).ToList() is { Count: > 0 } outside)
        {
            var names = outside.Select(w => w.Warning.Message).Distinct().ToList();
            gathered.Add(Once(outside, $"{string.Concat(names.Take(MostNamed))}{(names.Count > MostNamed ? $"等 {names.Count} 个名称" : "")}不是本单位科室，没有列入责任科室，请核对。"));
            taken.UnionWith(outside.Select(w => w.Warning));
        }

        return notice with
        {
            Tasks = [.. notice.Tasks.Select(t => t with { Warnings = [.. Ordered(t.Warnings.Where(w => !taken.Contains(w)))] })],
            Warnings = [.. Ordered(notice.Warnings.Concat(gathered))],
        };
    }

    private static ParseWarning Once(IEnumerable<(int Number, ParseWarning Warning)> alike, string sentence)
    {
        var list = alike.ToList();
        return (list[0].Warning with { Message = sentence }).About([.. list.Select(w => w.Number).Distinct()]);
    }

    private static IEnumerable<ParseWarning> Ordered(IEnumerable<ParseWarning> warnings) =>
        warnings.OrderBy(w => w.Kind == WarningKind.Other ? int.MaxValue : (int)w.Kind);
}
