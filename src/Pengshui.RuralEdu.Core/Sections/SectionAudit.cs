using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>What the audit trail records of sections: the codes, which never change once one was written, and the words for them.</summary>
public static class SectionAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string CreateSection = "section.create";
    public const string ChangeSection = "section.change";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [CreateSection] = "新建科室",
            [ChangeSection] = "修改科室",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(Section)] = "科室",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(Section.Code)] = "代码",
            [nameof(Section.Name)] = "名称",
            [nameof(Section.SortOrder)] = "顺序",
            [nameof(Section.IsActive)] = "在用",
            [nameof(Section.Aliases)] = "别名",
        },
    };
}
