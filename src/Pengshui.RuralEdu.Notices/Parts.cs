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
        foreach (var clause in clauses)
        {
            if (clause.IsGuess)
                warnings.Add(new ParseWarning("这里没有写“责任科室”，按括号里的名称理解，请核对。", clause.Place));
            foreach (var name in clause.Names)
                Add(name, named, warnings);
        }

        if (named.Count == 0)
            return [];
        var leads = named.FindAll(n => n.Mark == PartMark.Lead);
        var lead = leads.Count > 0 ? leads[0] : named.Find(n => n.Mark == PartMark.None) ?? named[0];
        if (leads.Count > 1)
            warnings.Add(new ParseWarning($"写了 {leads.Count} 个牵头科室，按第一个（{lead.Name}）牵头，其余配合，请核对。", leads[1].Place));
        else if (leads.Count == 0 && named.Count > 1 && !firstLeads)
            warnings.Add(new ParseWarning($"没有写明谁牵头，按写在前面的{lead.Name}牵头，请核对。", lead.Place));
        else if (lead.Mark == PartMark.Supporting)
            warnings.Add(new ParseWarning($"只写了配合科室，按{lead.Name}牵头，请核对。", lead.Place));
        return [.. named.Select(n => new ParsedSection(
            Written(n, source), n == lead ? SectionRole.Lead : SectionRole.Supporting, n.Place))];
    }

    private static void Add(Named name, List<Named> named, List<ParseWarning> warnings)
    {
        if (name.Kind == NameKind.Nobody)
            return;
        if (name.Kind == NameKind.Body)
        {
            warnings.Add(new ParseWarning($"“{name.Name}”不是本单位科室，没有列入责任科室，请核对。", name.Place));
            return;
        }

        if (name.Kind == NameKind.Unknown)
            warnings.Add(new ParseWarning($"“{name.Name}”不像科室名称，请核对。", name.Place));
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
