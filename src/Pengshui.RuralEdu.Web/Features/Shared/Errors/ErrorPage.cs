using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Features.Shared.Errors;

/// <summary>What an error page says: what happened, then what to do.</summary>
/// <param name="Code">The answer's code.</param>
/// <param name="Title">What happened.</param>
/// <param name="Text">What to do.</param>
/// <param name="RequestId">The request's id in the log, where somebody has to look there.</param>
/// <param name="Kept">What was typed and not saved.</param>
public sealed record ErrorPage(int Code, string Title, string Text, string? RequestId = null, KeptForm? Kept = null)
{
    /// <summary>The page of a code.</summary>
    public static ErrorPage Of(int code, string requestId, KeptForm? kept = null) => code switch
    {
        StatusCodes.Status400BadRequest => new(code, "页面已过期", "页面打开太久或登录有变，这次没有保存。请返回上一页，刷新后再提交。"),
        StatusCodes.Status403Forbidden => new(code, "没有权限", "您没有查看这一页的权限。需要查看请联系本科室负责人。"),
        StatusCodes.Status404NotFound => new(code, "没有这一页", "没有找到这一页，可能地址有误或内容已移走。请从上方菜单进入。"),
        StatusCodes.Status413PayloadTooLarge => new(code, "文件太大", "上传的文件太大，没有保存。请压缩后再上传。"),
        StatusCodes.Status429TooManyRequests => new(code, "尝试太多次", "登录尝试太多次，请一分钟后再试。"),
        StatusCodes.Status409Conflict => new(code, "没有保存", TakenException.Sentence, Kept: kept),
        StatusCodes.Status503ServiceUnavailable when kept is not null =>
            new(code, "暂时没有保存", "系统正忙或数据库暂时连不上，这次没有保存。您填写的内容都还在这一页，请过一会儿点“再提交一次”。", Kept: kept),
        StatusCodes.Status503ServiceUnavailable => new(code, "系统暂时不可用", "系统正忙或数据库暂时连不上，这次没有办成。请过一会儿再试，仍不行请联系系统管理员。"),
        >= 500 => new(code, "页面没有打开", "系统出了问题，这次没有保存。请稍后再试，仍不行请把下面的编号告诉系统管理员。", requestId),
        _ => new(code, "没有办成", "这次没有办成，请返回上一页再试。"),
    };
}
