using System.Text.Json;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>A change of one field, as people read it.</summary>
/// <param name="Field">What the field is called.</param>
/// <param name="Before">Its value before; null where the entry names only one value, or where there was none.</param>
/// <param name="After">Its value after.</param>
public sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>The words for what the audit trail keeps as codes. A code without a word is shown as it is: the trail outlives the words.</summary>
public static class AuditWords
{
    /// <summary>Type → what people call such a thing.</summary>
    public static IReadOnlyDictionary<string, string> ObjectTypes { get; } = new Dictionary<string, string>
    {
        [nameof(PortalUser)] = "账号",
        [nameof(Section)] = "科室",
        [nameof(WorkPlan)] = "工作方案",
        [nameof(PlanTask)] = "重点任务",
        [nameof(Responsibility)] = "责任科室",
        [nameof(Indicator)] = "指标",
        [nameof(ImportDraft)] = "导入内容",
        [nameof(ReportingPeriod)] = "月报期",
        [nameof(CoordinationNeed)] = "协调事项",
        [nameof(MonthlyReport)] = "月报",
        [nameof(EvidenceFile)] = "佐证",
        [nameof(Rectification)] = "整改",
        [nameof(RectificationFile)] = "整改佐证",
        [nameof(LightOverride)] = "改判",
        [nameof(Instruction)] = "批示",
        [nameof(InstructionRecipient)] = "批示",
        [nameof(Inspection)] = "督查记录",
        [nameof(Bulletin)] = "通报",
        ["Ledger"] = "台账",
        [nameof(CalendarDay)] = "日历",
        [nameof(Vacation)] = "寒暑假",
        [nameof(Setting)] = "设置",
        [nameof(AuditEntry)] = "留痕",
    };

    private static readonly Dictionary<string, string> Fields = new()
    {
        [nameof(Section.Code)] = "代码",
        [nameof(Section.Name)] = "名称",
        [nameof(Section.SortOrder)] = "顺序",
        [nameof(Section.IsActive)] = "在用",
        [nameof(Section.Aliases)] = "别名",
        [nameof(PortalUser.UserName)] = "用户名",
        [nameof(PortalUser.DisplayName)] = "显示名",
        [nameof(PortalUser.IsEnabled)] = "启用",
        [nameof(PortalUser.MustChangePassword)] = "须改密码",
        [nameof(PortalUser.PasswordChangedAt)] = "改密时间",
        [nameof(PortalUser.LastSignedInAt)] = "上次登录",
        [nameof(PortalUser.LockoutEnd)] = "锁定至",
        [nameof(PortalUser.TwoFactorEnabled)] = "两步验证",
        [nameof(PortalUser.Sections)] = "所属科室",
        ["Roles"] = "角色",
        [nameof(WorkPlan.Title)] = "标题",
        [nameof(WorkPlan.State)] = "状态",
        [nameof(PlanTask.FullText)] = "原文",
        [nameof(PlanTask.PausesInVacation)] = "寒暑假暂停",
        [nameof(Responsibility.Kind)] = "责任",
        [nameof(ReportingPeriod.LeadDueOn)] = "牵头截止日",
        [nameof(ReportingPeriod.SupportingDueOn)] = "配合截止日",
        [nameof(ReportingPeriod.OpenedAt)] = "开启时间",
        [nameof(ReportingPeriod.ClosedAt)] = "关闭时间",
        [nameof(MonthlyReport.Progress)] = "本月进展",
        [nameof(MonthlyReport.IsZeroReport)] = "零报告",
        [nameof(MonthlyReport.ZeroReason)] = "零报告原因",
        [nameof(MonthlyReport.Problems)] = "存在问题",
        [nameof(MonthlyReport.NextSteps)] = "下月打算",
        [nameof(MonthlyReport.CompletionRate)] = "完成率",
        [nameof(MonthlyReport.CompletionReason)] = "完成率说明",
        [nameof(MonthlyReport.SelfLight)] = "自评",
        [nameof(MonthlyReport.SelfLightReason)] = "自评理由",
        [nameof(MonthlyReport.ClearanceComparedOn)] = "比对日期",
        [nameof(MonthlyReport.ClearanceGapReason)] = "差额说明",
        [nameof(MonthlyReport.FirstSubmittedAt)] = "首次提交时间",
        [nameof(MonthlyReport.LateByWorkingDays)] = "迟报工作日",
        [nameof(MonthlyReport.SubmittedAt)] = "提交时间",
        [nameof(MonthlyReport.SubmittedById)] = "提交人编号",
        [nameof(MonthlyReport.ApprovedAt)] = "审核时间",
        [nameof(MonthlyReport.ConfirmedAt)] = "确认时间",
        [nameof(MonthlyReport.ReturnDueOn)] = "退回后期限",
        [nameof(MonthlyReport.EditedById)] = "编辑人编号",
        [nameof(MonthlyReport.EditedAt)] = "编辑时间",
        [nameof(MonthlyReport.RevisionNumber)] = "修订号",
        [nameof(RectificationFile.RemovedAt)] = "移除时间",
        [nameof(LightOverride.WithdrawnAt)] = "撤销时间",
        [nameof(LightOverride.WithdrawnReason)] = "撤销理由",
        [nameof(InstructionRecipient.AnsweredAt)] = "回复时间",
        [nameof(InstructionRecipient.AcceptedAt)] = "办结时间",
        [nameof(InstructionRecipient.DueOn)] = "期限",
        [nameof(Bulletin.Number)] = "期号",
        [nameof(Bulletin.ContentJson)] = "正文",
        [nameof(Bulletin.ContentHash)] = "校验值",
        [nameof(Bulletin.PublishedAt)] = "发布时间",
        [nameof(Bulletin.PublishedById)] = "发布人编号",
        [nameof(Setting.Value)] = "值",
        [nameof(Vacation.From)] = "起",
        [nameof(Vacation.To)] = "止",
    };

    private static readonly Dictionary<string, string> Values = new()
    {
        [bool.TrueString] = "是",
        [bool.FalseString] = "否",
        [nameof(PlanState.Draft)] = "草稿",
        [nameof(PlanState.InForce)] = "执行中",
        [nameof(PlanState.Archived)] = "已归档",
        [nameof(BulletinState.Published)] = "已发布",
    };

    static AuditWords()
    {
        foreach (var state in Enum.GetValues<ReportState>())
            Values[state.ToString()] = state.Label();
        foreach (var kind in Enum.GetValues<ResponsibilityKind>())
            Values[kind.ToString()] = kind.Label();
        foreach (var state in Enum.GetValues<InstructionState>())
            Values[state.ToString()] = state.Label();
        foreach (var light in Enum.GetValues<Light>())
            Values[light.ToString()] = light.Label();
    }

    /// <summary>What people call an act.</summary>
    public static string Action(string code) => AuditActions.Labels.GetValueOrDefault(code, code);

    /// <summary>What people call a kind of object.</summary>
    public static string? ObjectType(string? type) => type is null ? null : ObjectTypes.GetValueOrDefault(type, type);

    /// <summary>成功, 被拒 or 失败.</summary>
    public static string Result(AuditResult result) => result switch
    {
        AuditResult.Succeeded => "成功",
        AuditResult.Refused => "被拒",
        AuditResult.Failed => "失败",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>The roles of an entry.</summary>
    public static string? Roles(string? codes) => codes is null
        ? null
        : string.Join("、", codes.Split(',').Select(code => Enum.TryParse<Role>(code, out var role) ? role.Label() : code));

    /// <summary>The changes of an entry, field by field; empty where it has none.</summary>
    /// <param name="details">JSON, <c>{field: [before, after]}</c> or <c>{field: value}</c>.</param>
    public static IReadOnlyList<AuditChange> Changes(string? details)
    {
        if (string.IsNullOrEmpty(details))
            return [];
        try
        {
            using var json = JsonDocument.Parse(details);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.EnumerateObject().Select(Change).ToList()
                : [new AuditChange("内容", null, Text(json.RootElement))];
        }
        catch (JsonException)
        {
            return [new AuditChange("内容", null, details)];
        }
    }

    private static AuditChange Change(JsonProperty property)
    {
        var field = Fields.GetValueOrDefault(property.Name, property.Name);
        return property.Value is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2
            ? new AuditChange(field, Text(pair[0]), Text(pair[1]))
            : new AuditChange(field, null, Text(property.Value));
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => Values[bool.TrueString],
        JsonValueKind.False => Values[bool.FalseString],
        JsonValueKind.String => Values.GetValueOrDefault(value.GetString()!, value.GetString()!),
        _ => value.GetRawText(),
    };
}
