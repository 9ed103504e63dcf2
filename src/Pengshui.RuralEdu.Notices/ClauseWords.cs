namespace Pengshui.RuralEdu.Notices;

/// <summary>How a section's part is marked where it is named.</summary>
internal enum PartMark
{
    None,
    Lead,
    Supporting,
}

/// <summary>What a name is.</summary>
internal enum NameKind
{
    /// <summary>It ends as sections do: 科, 室, 中心.</summary>
    Section,

    /// <summary>Another body, a place or a crowd: 县财政局, 普子镇, 各学校.</summary>
    Body,

    /// <summary>待定 and the like.</summary>
    Nobody,

    /// <summary>None of these.</summary>
    Unknown,
}

/// <summary>The words of clauses that name sections. All of them stand here.</summary>
internal static class ClauseWords
{
    /// <summary>Longest name of a section that is believed.</summary>
    public const int LongestName = 24;

    private const int LongestLabel = 24;

    private static readonly string[] Heads = ["第一责任", "主要责任", "责任", "牵头", "配合", "主责", "主办", "协办", "承办", "协同", "协助", "参与", "参加", "落实", "实施", "负责", "支持"];
    private static readonly string[] Nouns = ["科室", "单位", "部门", "股室", "处室", "机构", "主体", "股", "科", "方"];
    private static readonly string[] Joints = ["(", ")", "、", "/", "和", "及", "与", " "];

    // Longest first, so that the longest one is taken.
    private static readonly (string Words, PartMark Mark)[] Verbs =
    [
        ("按照职责分工负责", PartMark.None), ("按照职责分工落实", PartMark.None), ("按职责分工负责", PartMark.None), ("按职责分工落实", PartMark.None),
        ("按职责分工配合", PartMark.Supporting), ("按职责配合", PartMark.Supporting), ("按职责负责", PartMark.None), ("按职责分工", PartMark.None),
        ("牵头组织实施", PartMark.Lead), ("牵头负责", PartMark.Lead), ("牵头落实", PartMark.Lead), ("牵头实施", PartMark.Lead), ("牵头", PartMark.Lead), ("主办", PartMark.Lead), ("主责", PartMark.Lead),
        ("协助配合", PartMark.Supporting), ("参与配合", PartMark.Supporting), ("配合落实", PartMark.Supporting), ("配合实施", PartMark.Supporting), ("密切配合", PartMark.Supporting),
        ("配合", PartMark.Supporting), ("协助", PartMark.Supporting), ("协办", PartMark.Supporting), ("协同", PartMark.Supporting), ("参与", PartMark.Supporting),
        ("分工负责", PartMark.None), ("共同负责", PartMark.None), ("分别负责", PartMark.None), ("具体负责", PartMark.None), ("共同落实", PartMark.None), ("组织实施", PartMark.None),
        ("负责落实", PartMark.None), ("负责", PartMark.None), ("落实", PartMark.None), ("承办", PartMark.None),
    ];

    private static readonly string[] SectionEnds =
    [
        "科", "股", "室", "办", "中心", "进修校", "进修学校", "进修学院", "教师学校", "党校", "电大", "处", "组", "站", "所", "队", "部", "馆", "院", "工会", "团委", "团工委", "关工委", "纪检组", "监察组", "机关党委", "机关纪委", "党总支",
        "教育工委", "教育党委", "教育纪委", "少工委", "语委", "妇委会",
    ];

    private static readonly string[] BodyEnds =
    [
        "局", "政府", "委员会", "教委", "县委", "区委", "市委", "乡", "镇", "村", "社区", "街道", "办事处", "公司", "银行", "集团", "企业", "医院", "卫生院", "派出所", "法院", "检察院", "残联", "妇联",
        "联合会", "小学", "中学", "高中", "初中", "幼儿园", "中心校", "学校", "部门", "单位", "机构", "科室", "园", "家长", "团县委", "协会", "社会组织", "纪委", "监委", "政法委", "组织部", "宣传部", "统战部", "武装部", "总工会", "疾控中心", "疾病预防控制中心", "融媒体中心",
        "电视台", "消防救援大队", "交警大队", "科协", "文联",
    ];

    // 各 stands in no section's name.
    private static readonly string[] CrowdStarts = ["全体", "有关", "相关", "其他", "其它", "全县", "全区", "全市", "乡镇", "乡(镇"];
    private static readonly string[] BelongingStarts = ["所属", "委属", "直属", "局属", "县直", "区直", "市直"];
    private static readonly string[] AboveStarts = ["县委", "县政府", "县人民", "区委", "区政府", "区人民", "市", "省", "自治区"];
    private static readonly string[] NotAboveStarts = ["市场", "市容"];

    // A body of the county that is the education's own: 县政府教育督导室.
    private static readonly string[] OwnWords = ["教育", "教师", "学校", "学生", "招生"];
    private static readonly string[] Nobodies = ["待定", "未定", "无", "暂无", "另行通知", "另行确定", "待明确", "-", "--", "/", "略", "下同", "以下同", "以下均同", "后同", "以下同此"];

    /// <summary>Reads 责任科室： and its like; null where there is none. A label without a noun (牵头：) needs its colon.</summary>
    public static (PartMark Mark, bool HasNoun, int Length)? ReadLabel(string text, int start, int end)
    {
        var at = start;
        var after = start;
        var noun = false;
        string? head = null;
        var supports = false;
        while (at < end && at - start < 20)
        {
            if (Match(Heads, text, at, end) is ({ } word, var headLength))
            {
                head ??= word;
                supports |= word is "配合" or "协办" or "协同" or "协助" or "参与" or "参加" or "支持";
                after = at += headLength;
            }
            else if (head is not null && Match(Nouns, text, at, end) is (not null, var nounLength))
            {
                noun = true;
                after = at += nounLength;
            }
            else if (head is not null && Match(Joints, text, at, end) is ({ } joint, _))
            {
                at += joint.Length;
                if (joint == ")")
                    after = at;
            }
            else
            {
                break;
            }
        }

        if (head is null)
            return null;
        var colon = after;
        while (colon < end && text[colon] == ' ')
            colon++;
        var marked = colon < end && text[colon] is ':' or '为';
        if (!(marked && (text[colon] == ':' || noun)) && !(noun && (colon > after || colon == end)))
            return null;
        var mark = head is "牵头" or "主责" or "主办" ? PartMark.Lead : supports ? PartMark.Supporting : PartMark.None;
        return (mark, noun, (marked ? colon + 1 : colon) - start);
    }

    /// <summary>Reads a label that stands alone in brackets before the names: (责任科室)甲科、乙科, (牵头)甲科.</summary>
    public static (PartMark Mark, bool HasNoun, int Length)? ReadBracketedLabel(string text, int start, int end)
    {
        var close = start < end && text[start] == '(' ? text.IndexOf(')', start, Math.Min(LongestLabel, end - start)) : -1;
        if (close < 0)
            return null;
        var inner = text[(start + 1)..close].Trim(' ', ':');
        var label = ReadLabel(inner + ":", 0, inner.Length + 1);
        if (label is not { } found || found.Length != inner.Length + 1)
            return null;
        var after = close + 1;
        while (after < end && text[after] is ' ' or ':')
            after++;
        return (found.Mark, found.HasNoun, after - start);
    }

    /// <summary>Reads 牵头, 配合, 按职责分工负责.</summary>
    public static (PartMark Mark, int Length)? ReadVerb(string text, int start, int end)
    {
        foreach (var (words, mark) in Verbs)
        {
            if (words.Length <= end - start && string.CompareOrdinal(text, start, words, 0, words.Length) == 0)
                return (mark, words.Length);
        }

        return null;
    }

    /// <summary>What a remark in brackets behind a name says of its part.</summary>
    public static PartMark MarkIn(ReadOnlySpan<char> remark) =>
        remark.Contains("牵头", StringComparison.Ordinal) || remark.Contains("主办", StringComparison.Ordinal) || remark.Contains("主责", StringComparison.Ordinal) ? PartMark.Lead
        : remark.Contains("配合", StringComparison.Ordinal) || remark.Contains("协", StringComparison.Ordinal) || remark.Contains("参与", StringComparison.Ordinal) ? PartMark.Supporting
        : PartMark.None;

    /// <summary>What a name is.</summary>
    public static NameKind KindOf(string name)
    {
        if (name.Length == 0 || Nobodies.Contains(name))
            return NameKind.Nobody;
        if (IsCrowd(name))
            return NameKind.Body;

        // Each list holds endings of the other (学校, 进修学校); the longer one is right.
        var section = Longest(SectionEnds, name);
        var body = Longest(BodyEnds, name);
        var isAbove = (Starts(AboveStarts, name) && !Starts(NotAboveStarts, name)) || IsOfAnotherOffice(name);
        if (section > body)
            return isAbove && !Array.Exists(OwnWords, w => name.Contains(w, StringComparison.Ordinal)) ? NameKind.Body : NameKind.Section;
        return body > 0 || isAbove || Starts(BelongingStarts, name) ? NameKind.Body : NameKind.Unknown;
    }

    /// <summary>Whether a name is whole: it is a crowd, or ends as sections and bodies do. 市人力资源 is the first half of one.</summary>
    public static bool IsWhole(string name) => IsCrowd(name) || Longest(SectionEnds, name) > 0 || Longest(BodyEnds, name) > 0;

    // 县公安局治安股, but not 局办公室 and 教育局基教科.
    private static bool IsOfAnotherOffice(string name)
    {
        var at = name.IndexOf('局', StringComparison.Ordinal);
        return at >= 2 && at < name.Length - 1 && name[at - 1] is not ('育' or '体' or '教' or '驻');
    }

    private static bool IsCrowd(string name) => name.Contains('各') || Starts(CrowdStarts, name);

    private static bool Starts(string[] starts, string name) => Array.Exists(starts, s => name.StartsWith(s, StringComparison.Ordinal));

    private static int Longest(string[] ends, string name) =>
        ends.Where(e => (name.Length > e.Length || e.Length > 1) && name.EndsWith(e, StringComparison.Ordinal)).Select(e => e.Length).DefaultIfEmpty().Max();

    // The letters of a word may be spaced: 责 任 科 室.
    private static (string? Word, int Length) Match(string[] words, string text, int at, int end)
    {
        foreach (var word in words)
        {
            var to = at;
            var letters = 0;
            while (to < end && letters < word.Length && (text[to] == word[letters] || (text[to] == ' ' && letters > 0 && to - at < 2 * word.Length)))
                letters += text[to++] == word[letters] ? 1 : 0;
            if (letters == word.Length)
                return (word, to - at);
        }

        return (null, 0);
    }
}
