namespace Pengshui.RuralEdu.Notices;

/// <summary>What a column of a table of tasks holds.</summary>
internal enum ColumnKind
{
    /// <summary>Nothing that a plan knows: 完成情况, 督办单位.</summary>
    Other,

    /// <summary>序号.</summary>
    Number,

    /// <summary>任务类别.</summary>
    Group,

    /// <summary>Words of the task: its name, measures, goals.</summary>
    Words,

    /// <summary>责任科室.</summary>
    Sections,

    /// <summary>责任领导.</summary>
    Leader,

    /// <summary>责任人.</summary>
    Person,

    /// <summary>完成时限.</summary>
    Due,

    /// <summary>备注.</summary>
    Remark,
}

/// <summary>A column by its head.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Rank">Of columns of words, how surely its words are the task's name: 4 重点任务, 3 目标与任务, 2 任务内容, 1 措施, 0 目标.</param>
/// <param name="Mark">Of columns of sections, what their part is.</param>
internal readonly record struct TableHead(ColumnKind Kind, int Rank = 0, PartMark Mark = PartMark.None);

/// <summary>Reads the heads of columns by what their words mean, since each office has its own.</summary>
internal static class TableHeads
{
    private const int Longest = 24;

    private static readonly string[] Numbers = ["序号", "编号", "序列", "项次", "号", "序", "条目号", "No", "NO"];
    private static readonly string[] Groups = ["类别", "分类", "类型", "领域", "板块", "分组", "组别", "大类", "方面", "门类", "篇章", "章节", "专题", "维度", "一级任务"];
    private static readonly string[] Remarks = ["备注", "说明", "附注", "备考"];
    private static readonly string[] Supervision = ["督办", "督查", "督导", "考核", "验收", "评价", "审核", "监督", "报送", "检查", "联系", "情况", "进展", "依据", "来源", "资金", "经费", "投资", "预算", "分值", "得分", "签字", "签名", "电话", "自评"];
    private static readonly string[] Duties = ["责任", "牵头", "配合", "主责", "主办", "协办", "承办", "协同", "协助", "参与", "落实", "实施", "负责", "分工", "主管", "归口", "承担", "主要", "支持", "执行", "对口", "共同", "联办", "参加"];
    private static readonly string[] Units = ["科室", "单位", "部门", "股室", "处室", "机构", "主体", "科股", "股(室)", "科(室)"];
    private static readonly string[] BareUnits = ["业务科室", "相关科室", "有关科室", "具体科室", "科室名称", "部门名称", "机关科室", "相关单位", "相关部门", "有关部门"];
    private static readonly string[] Rests = ["", "科", "股", "方", "者", "室", "和", "及", "与", "、", "/"];
    private static readonly string[] Leads = ["牵头", "主责", "主办", "主要", "第一责任", "主管", "首要"];
    private static readonly string[] Supports = ["配合", "协办", "协同", "协助", "参与", "支持", "联办", "参加"];
    private static readonly string[] People = ["责任人", "负责人", "牵头人", "承办人", "经办人", "落实人", "包保人", "联系人", "联络员", "负责同志", "人员", "责任者", "责任校长"];
    private static readonly string[] Dues = ["时限", "时间", "期限", "节点", "日期", "工期", "时段", "月份", "进度", "进度要求", "进度安排", "完成时"];
    private static readonly string[] Deadlines = ["时限", "期限", "完成时间", "时间节点", "时间要求"];
    private static readonly string[] Names = ["任务", "事项", "项目", "实事", "工程", "问题", "议题", "题目", "课题", "改革", "名称", "条款", "大事", "件事"];
    private static readonly string[] WeakNames = ["工作", "重点", "行动"];
    private static readonly string[] Measures = ["内容", "举措", "措施", "做法", "要求", "路径", "步骤", "方法", "标准", "抓手", "细化", "分解", "描述", "概述", "安排", "对策", "意见", "部署", "计划", "要点", "方式"];
    private static readonly string[] Aims = ["目标", "指标", "成效", "成果", "标志", "效果", "任务量", "数量", "产出"];

    /// <summary>What a head of normalised, squeezed words says; null where it says nothing of a table of tasks.</summary>
    public static TableHead? Read(string written)
    {
        var head = WithoutYear(WithoutRemark(written));
        if (head.Length is 0 or > Longest || head.Any(c => c is '。' or ';' or ':' or ','))
            return null;
        if (Numbers.Contains(head) || head.EndsWith("序号", StringComparison.Ordinal) || head.EndsWith("编号", StringComparison.Ordinal))
            return new TableHead(ColumnKind.Number);
        if (Ends(Remarks, head))
            return new TableHead(ColumnKind.Remark);
        if ((Ends(Dues, head) || Has(Deadlines, head)) && !Has(Supervision, head))
            return new TableHead(ColumnKind.Due);
        if (head.EndsWith("领导", StringComparison.Ordinal))
            return new TableHead(ColumnKind.Leader);
        if (Has(Supervision, head) && !Ends(People, head))
            return new TableHead(ColumnKind.Other);
        return Responsible(head, MarkOf(LeadRule.IsIn(written) ? head : written)) ?? Words(head);
    }

    // 责任科室及责任人 is a column of sections with persons behind them.
    private static TableHead? Responsible(string head, PartMark mark)
    {
        if ((Has(Units, head) && Has(Duties, head)) || Units.Contains(head) || BareUnits.Contains(head) || IsDuty(head))
            return new TableHead(ColumnKind.Sections, 0, mark);
        return Ends(People, head) ? new TableHead(ColumnKind.Person) : null;
    }

    // 责任, 牵头, 配合, 责任分工, 牵头负责, 责任科.
    private static bool IsDuty(string head)
    {
        var rest = head;
        foreach (var word in Duties)
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        return rest.Length < head.Length && head is not ("主要" or "实施" or "落实" or "执行" or "共同")
            && (Rests.Contains(rest) || (rest is "工作" or "任务" && head.EndsWith("分工", StringComparison.Ordinal)));
    }

    private static TableHead? Words(string head)
    {
        if (Ends(Groups, head))
            return new TableHead(ColumnKind.Group);
        var (isMeasure, isAim) = (Has(Measures, head), Has(Aims, head));
        if (Has(Names, head))
            return new TableHead(ColumnKind.Words, isMeasure ? 2 : isAim ? 3 : 4);
        return isMeasure ? new TableHead(ColumnKind.Words, 1)
            : isAim ? new TableHead(ColumnKind.Words, 0)
            : Has(WeakNames, head) ? new TableHead(ColumnKind.Words, 4) : null;
    }

    private static PartMark MarkOf(string head) => Has(Leads, head) ? (Has(Supports, head) ? PartMark.None : PartMark.Lead) : Has(Supports, head) ? PartMark.Supporting : PartMark.None;

    // 责任科室（排在首位的牵头）, 完成时限（月）; but 责任科（室）.
    private static string WithoutRemark(string head) =>
        head.EndsWith("(室)", StringComparison.Ordinal) ? head : head.IndexOf('(') is > 0 and var open ? head[..open] : head.Trim('(', ')');

    // 2024年目标任务
    private static string WithoutYear(string head)
    {
        var at = 0;
        while (at < head.Length && (char.IsAsciiDigit(head[at]) || head[at] is '年' or '度'))
            at++;
        return at < head.Length ? head[at..] : head;
    }

    private static bool Has(string[] words, string head) => Array.Exists(words, w => head.Contains(w, StringComparison.Ordinal));

    private static bool Ends(string[] words, string head) => Array.Exists(words, w => head.EndsWith(w, StringComparison.Ordinal));
}
