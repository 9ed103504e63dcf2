namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Reads the inside of a clause: labels (牵头科室：), names, verbs (牵头, 按职责分工负责) and separators, in one pass. A label
/// marks the names behind it, a verb the names before it, a remark in brackets the one name before it. Behind other labels
/// (责任人：, 完成时限：) stand no names; a date (6月底前完成) and the rule that the first one leads are none either.
/// </summary>
internal sealed class ClauseNames(string text, int start, int end, PartMark mark = PartMark.None)
{
    private readonly List<Named> names = [];
    private readonly List<Field> fields = [];
    private readonly List<TextSpan> remarks = [];
    private PartMark label = mark;
    private FieldKind? field;
    private bool? bracketsHaveNouns;
    private int valueStart = -1;
    private int unmarked;
    private int nameStart = -1;
    private int nameEnd;

    public IReadOnlyList<Named> Names => names;

    /// <summary>What else it tells.</summary>
    public IReadOnlyList<Field> Fields => fields;

    /// <summary>What stands in brackets behind names and says nothing of their part.</summary>
    public IReadOnlyList<TextSpan> Remarks => remarks;

    /// <summary>Whether it begins with 责任科室 or its like.</summary>
    public bool HasLabel { get; private set; }

    public bool HasVerb { get; private set; }

    /// <summary>Whether a label like 完成时限 stands in it.</summary>
    public bool HasFieldLabel { get; private set; }

    /// <summary>Whether every name is a section or another body, and one at least a section.</summary>
    public bool AreAllBodies => AreBodies && names.Exists(n => n.Kind == NameKind.Section);

    /// <summary>Whether every name is a section or another body.</summary>
    public bool AreBodies => names.Count > 0 && names.TrueForAll(n => n.Kind is NameKind.Section or NameKind.Body);

    /// <summary>Whether it may be a list of names: none too long, and few that are nothing known.</summary>
    public bool AreBelievable => names.All(n => n.Name.Length <= ClauseWords.LongestName)
        && (names.Any(n => n.Kind is NameKind.Section or NameKind.Nobody) || (names.Count is > 0 and <= 3 && names.All(n => n.Name.Length <= 8)));

    /// <summary>Reads it; false where something in it cannot stand in such a clause.</summary>
    public bool Read()
    {
        for (var at = start; at < end;)
        {
            var next = nameStart < 0 ? Marked(at) : at;
            if (next == at)
                next = Word(at);
            if (next < 0)
                return false;
            at = next;
        }

        Finish();
        CloseValue(end);
        return HasLabel || names.Count > 0 || fields.Count > 0;
    }

    // What may stand where a name begins, without being one.
    private int Marked(int at)
    {
        if (Label(at) is { } marked && (text[at] != '(' || bracketsHaveNouns is not null || names.Count == 0))
            return Labelled(at, marked);
        if (FieldWords.Read(text, at, end) is { } other)
        {
            CloseValue(at);
            HasFieldLabel |= other.Kind != FieldKind.Other;
            field = other.Kind;
            return valueStart = at + other.Length;
        }

        if (field is not null)
            return at;
        if (LeadRule.At(text, at, end) is > 0 and var rule)
            return at + rule;
        var (words, length) = DueDates.At(text, at, end);
        if (length > 0)
            fields.Add(new Field(FieldKind.Due, words));
        return at + length;
    }

    private (PartMark Mark, bool HasNoun, int Length)? Label(int at) =>
        text[at] == '(' ? ClauseWords.ReadBracketedLabel(text, at, end) : ClauseWords.ReadLabel(text, at, end);

    private int Labelled(int at, (PartMark Mark, bool HasNoun, int Length) marked)
    {
        CloseValue(at);
        HasLabel |= names.Count == 0;
        if (text[at] == '(')
            bracketsHaveNouns ??= marked.HasNoun;
        (label, field, unmarked) = (marked.Mark, null, names.Count);
        return at + marked.Length;
    }

    private int Word(int at)
    {
        if (field is null && ClauseWords.ReadVerb(text, at, end) is { } verb && (nameStart >= 0 || names.Count > unmarked))
        {
            Finish();
            MarkPending(verb.Mark);
            HasVerb = true;
            return at + verb.Length;
        }

        if (text[at] != '(')
            return Step(at);
        if (bracketsHaveNouns is null || ClauseWords.ReadBracketedLabel(text, at, end) is not { } marked || marked.HasNoun != bracketsHaveNouns)
            return Remark(at);
        Finish();
        return Labelled(at, marked);
    }

    private int Step(int at)
    {
        var c = text[at];
        if (c is '、' or ',' or ';' or '/' or '。' or '\t' or '.' or '+' or '|')
            Separate(at);
        else if (c is ' ' or '\n')
            EndAtSpace();
        else if (field is null && c is ')' or '“' or '”' or '《' or '》' or '!' or '?')
            return HasLabel ? at + 1 : -1;
        else
            Extend(at);
        if (nameStart < 0 || field is not null || nameEnd - nameStart <= 2 * ClauseWords.LongestName)
            return at + 1;
        if (!HasLabel)
            return -1;
        Finish();
        return at + 1;
    }

    private void Separate(int at)
    {
        Finish();
        if (text[at] is ';' or '。' or '\t')
            CloseValue(at);

        // 责任人：科长，6月底前完成
        if (text[at] == ',' && field is FieldKind.Person or FieldKind.Leader && DueDates.At(text, at + 1, end).Length > 0)
        {
            CloseValue(at);
            field = null;
        }
    }

    private void Extend(int at)
    {
        if (nameStart < 0)
            nameStart = at;
        nameEnd = at + 1;
    }

    // A space divides names, but not the letters of one: 教 育 科.
    private void EndAtSpace()
    {
        if (nameStart >= 0 && (field is not null || ClauseWords.KindOf(Characters.Squeeze(text[nameStart..nameEnd])) != NameKind.Unknown))
            Finish();
    }

    private int Remark(int at)
    {
        var close = text.IndexOf(')', at, end - at);
        if (close < 0)
            return at + 1;
        Finish();
        var remark = text.AsSpan(at, close - at);
        var mark = LeadRule.IsIn(remark) ? PartMark.None : ClauseWords.MarkIn(remark);
        if (mark != PartMark.None && names.Count > 0 && field is null)
            names[^1] = names[^1] with { Mark = mark };
        else
            remarks.Add(Words.Trimmed(text, at + 1, close));
        return close + 1;
    }

    private void MarkPending(PartMark mark)
    {
        // After a lead was named, those who 负责 their part are the others.
        if (mark == PartMark.None && names.Exists(n => n.Mark == PartMark.Lead))
            mark = PartMark.Supporting;
        for (var i = unmarked; i < names.Count; i++)
        {
            if (names[i].Mark == PartMark.None)
                names[i] = names[i] with { Mark = mark };
        }

        unmarked = names.Count;
    }

    private void CloseValue(int at)
    {
        if (valueStart < 0)
            return;
        if (field is { } kind && Words.Trimmed(text, valueStart, at) is { Length: > 0 } value)
            fields.Add(new Field(kind, value));
        valueStart = -1;
    }

    private void Finish()
    {
        if (nameStart < 0)
            return;
        var (from, to) = (nameStart, nameEnd);
        nameStart = -1;
        if (field is not null)
            return;
        foreach (var prefix in (ReadOnlySpan<string>)["以及", "会同", "联合", "由", "请", "及", "和", "与"])
        {
            if (to - from > prefix.Length + 1 && string.CompareOrdinal(text, from, prefix, 0, prefix.Length) == 0)
                from += prefix.Length;
        }

        Divide(from, to);
    }

    // "教育科和基建科" are two where both halves are bodies; "安全和信访科" is one.
    private void Divide(int from, int to)
    {
        for (var at = from + 1; at < to - 1; at++)
        {
            var length = text[at] is '和' or '及' or '与' ? 1 : at + 2 < to && text[at] == '以' && text[at + 1] == '及' ? 2 : 0;
            if (length > 0 && IsWhole(from, at) && IsWhole(at + length, to))
            {
                AddName(from, at);
                from = at + length;
                at = from;
            }
        }

        AddName(from, to);
    }

    private bool IsWhole(int from, int to) => ClauseWords.IsWhole(Characters.Squeeze(text[from..to]));

    private void AddName(int from, int to)
    {
        var name = Characters.Squeeze(text[from..to]);
        foreach (var suffix in (ReadOnlySpan<string>)["等相关科室", "等有关科室", "等相关单位", "等有关单位", "等科室", "等单位", "等部门", "等"])
        {
            if (name.Length > suffix.Length + 1 && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                name = name[..^suffix.Length];
                break;
            }
        }

        names.Add(new Named(name, ClauseWords.KindOf(name), label, TextSpan.Between(from, to)));
    }
}
