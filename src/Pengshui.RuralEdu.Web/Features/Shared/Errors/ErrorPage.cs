namespace Pengshui.RuralEdu.Web.Features.Shared.Errors;

/// <summary>What an error page says: what happened, then what to do.</summary>
public sealed record ErrorPage(int Code, string Title, string Text, string? RequestId = null)
{
    public static ErrorPage Of(int code, string requestId) => code switch
    {
        StatusCodes.Status400BadRequest => new(code, "页面已过期", "页面打开太久或登录有变，这次没有保存。请返回上一页，刷新后再提交。"),
        StatusCodes.Status403Forbidden => new(code, "没有权限", "您没有查看这一页的权限。需要查看请联系本科室负责人。"),
        StatusCodes.Status404NotFound => new(code, "没有这一页", "没有找到这一页，可能地址有误或内容已移走。请从上方菜单进入。"),
        StatusCodes.Status413PayloadTooLarge => new(code, "文件太大", "上传的文件太大，没有保存。请压缩后再上传。"),
        StatusCodes.Status429TooManyRequests => new(code, "尝试太多次", "登录尝试太多次，请一分钟后再试。"),
        >= 500 => new(code, "页面没有打开", "系统出了问题，这次没有保存。请稍后再试，仍不行请把下面的编号告诉系统管理员。", requestId),
        _ => new(code, "没有办成", "这次没有办成，请返回上一页再试。"),
    };
}
