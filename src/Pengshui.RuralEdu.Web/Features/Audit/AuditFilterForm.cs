using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Features.Audit;

/// <summary>The filters above the list; they stand in the address. Not "Action": a route value of that name exists.</summary>
public sealed class AuditFilterForm
{
    [Display(Name = "起始日期")]
    public DateOnly? From { get; set; }

    [Display(Name = "截止日期")]
    public DateOnly? To { get; set; }

    [Display(Name = "用户名")]
    [StringLength(AuditEntry.NameLength)]
    public string? UserName { get; set; }

    [Display(Name = "操作")]
    [StringLength(AuditEntry.ActionLength)]
    public string? Act { get; set; }

    [Display(Name = "结果")]
    public AuditResult? Result { get; set; }

    [Display(Name = "对象类型")]
    [StringLength(AuditEntry.NameLength)]
    public string? Kind { get; set; }

    [Display(Name = "对象编号")]
    [StringLength(AuditEntry.NameLength)]
    public string? Key { get; set; }

    public AuditFilter ToFilter() => new()
    {
        From = From, To = To, UserName = UserName, Action = Act, Result = Result, ObjectType = Kind, ObjectId = Key,
    };

    /// <summary>What an address or a hidden field carries; nothing for what is not given.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Values()
    {
        KeyValuePair<string, string?>[] all =
        [
            new(nameof(From), From?.ToString("yyyy-MM-dd")),
            new(nameof(To), To?.ToString("yyyy-MM-dd")),
            new(nameof(UserName), UserName),
            new(nameof(Act), Act),
            new(nameof(Result), Result?.ToString()),
            new(nameof(Kind), Kind),
            new(nameof(Key), Key),
        ];
        return all.Where(pair => !string.IsNullOrWhiteSpace(pair.Value));
    }
}
