namespace Pengshui.RuralEdu.Notices;

/// <summary>Turns the names of a task's clauses into its sections: who leads, who supports, who is none.</summary>
internal static class Parts
{
    /// <summary>The sections.</summary>
    /// <param name="clauses">The clauses that name them.</param>
    /// <param name="source">The notice.</param>
    /// <param name="firstLeads">Whether the notice itself says that the first one leads.</param>
    /// <param name="warnings">Takes what was guessed.</param>
    public static IReadOnlyList<ParsedSection> Of(IEnumerable<Clause> clauses, string source, bool firstLeads, List<ParseWarning> warnings)
    {
        var named = new List<Named>();
        var outside = new List<Named>();
        foreach (var clause in clauses)
        {
            if (clause.IsGuess)
                warnings.Add(new ParseWarning("没有写“责任科室”，按括号里的名称理解，请核对。", clause.Place) { Kind = WarningKind.Sections });
            foreach (var name in clause.Names)
                Add(name, named, outside, warnings);
        }

        if (named.Count == 0)
            return [];
        foreach (var body in outside)
            warnings.Add(new ParseWarning($"“{body.Name}”", body.Place) { Kind = WarningKind.OutsideBody });
        var leads = named.FindAll(n => n.Mark == PartMark.Lead);
        var lead = leads.Count > 0 ? leads[0] : named.Find(n => n.Mark == PartMark.None) ?? named[0];
        if (leads.Count > 1)
            warnings.Add(new ParseWarning($"写了 {leads.Count} 个牵头科室，按第一个（{lead.Name}）牵头，其余配合，请核对。", leads[1].Place) { Kind = WarningKind.Lead });
        else if (leads.Count == 0 && outside.Find(n => n.Mark == PartMark.Lead) is { } other)
            warnings.Add(new ParseWarning($"写的是外单位（{other.Name}）牵头，本单位按写在前面的{lead.Name}牵头，请核对。", other.Place) { Kind = WarningKind.Lead });
        else if (leads.Count == 0 && !firstLeads && named.Count(n => n.Mark == PartMark.None) > 1)
            warnings.Add(new ParseWarning("没有写明谁牵头，按写在前面的科室牵头，其余配合，请核对。", lead.Place) { Kind = WarningKind.LeadByOrder });
        else if (lead.Mark == PartMark.Supporting)
            warnings.Add(new ParseWarning($"只写了配合科室，按{lead.Name}牵头，请核对。", lead.Place) { Kind = WarningKind.Lead });
        return [.. named.Select(n => new ParsedSection(
            Written(n, source), n == lead ? SectionRole.Lead : SectionRole.Supporting, n.Place))];
    }

    /// <summary>The sections of several measures together, in the order of their naming; the first lead leads.</summary>
    public static IReadOnlyList<ParsedSection> Union(IEnumerable<IReadOnlyList<ParsedSection>> own)
    {
        var all = own.SelectMany(o => o).ToList();
        var lead = all.Find(s => s.Role == SectionRole.Lead)?.Name;
        return [.. all.DistinctBy(s => s.Name).Select(s => s with { Role = s.Name == lead ? SectionRole.Lead : SectionRole.Supporting })];
    }

    /// <summary>Says that a task has no section, and whether other bodies were named instead.</summary>
    public static void WarnOfNone(IEnumerable<Clause> clauses, TextSpan title, List<ParseWarning> warnings)
    {
        var outside = clauses.SelectMany(c => c.Names).Where(n => n.Kind == NameKind.Body).Select(n => n.Name).Distinct().ToList();
        warnings.Add(new ParseWarning(
            outside.Count > 0 ? $"只写了外单位（{string.Join('、', outside)}），没有写本单位科室（未指定），请填写。" : "没有写责任科室（未指定），请填写。", title)
        { Kind = WarningKind.NoSection });
    }

    private static void Add(Named name, List<Named> named, List<Named> outside, List<ParseWarning> warnings)
    {
        if (name.Kind == NameKind.Nobody)
            return;
        if (name.Kind == NameKind.Body)
        {
            outside.Add(name);
            return;
        }

        if (name.Kind == NameKind.Unknown)
            warnings.Add(new ParseWarning($"“{name.Name}”不像科室名称，请核对。", name.Place) { Kind = WarningKind.Name });
        var before = named.FindIndex(n => n.Name == name.Name);
        if (before < 0)
            named.Add(name);
        else if (named[before].Mark == PartMark.None || name.Mark == PartMark.Lead)
            named[before] = named[before] with { Mark = name.Mark };
    }

    // The notice's own characters, in case the grammar's ones differ from them.
    private static string Written(Named name, string source)
    {
        var written = Characters.Squeeze(name.Place.Of(source));
        return written.Length > name.Name.Length ? written[..name.Name.Length] : written;
    }
}
