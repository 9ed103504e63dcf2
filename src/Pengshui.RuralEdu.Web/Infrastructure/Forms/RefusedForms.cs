using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Infrastructure.Forms;

/// <summary>
/// Says why a form was not read. The check of its token comes first and reads the body, so that a form with too many
/// values, a full disk and a token of another sign-in all look alike to the framework.
/// </summary>
public sealed class RefusedForms : IAsyncAlwaysRunResultFilter
{
    public const string TooMuch = "表单里的内容太多，没有保存。请删减或分几次提交。";
    public const string Unreadable = "表单里有无法识别的字符，没有保存。请返回上一页，删去粘贴来的特殊字符再提交。";
    public const string Stale = "页面打开太久或登录有变，这次没有保存。请回到原来的页面，刷新后再填。";

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
            context.Result = await ExplainAsync(context);
        await next();
    }

    private static async Task<IActionResult> ExplainAsync(ResultExecutingContext context)
    {
        try
        {
            // Read once already: what failed then fails again, and says how.
            if (context.HttpContext.Request.HasFormContentType)
                await context.HttpContext.Request.ReadFormAsync(context.HttpContext.RequestAborted);
            return NotTaken.Answer(context, StatusCodes.Status400BadRequest, Stale);
        }
        catch (InvalidDataException exception)
        {
            return exception.InnerException is InvalidOperationException
                ? NotTaken.Answer(context, StatusCodes.Status400BadRequest, Unreadable)
                : NotTaken.Answer(context, StatusCodes.Status413PayloadTooLarge, TooMuch);
        }
        catch (BadHttpRequestException exception)
        {
            return new StatusCodeResult(exception.StatusCode);
        }
        catch (IOException exception) when (FullDisk.Says(exception))
        {
            return NotTaken.Answer(context, StatusCodes.Status503ServiceUnavailable, FullDisk.Sentence);
        }
    }
}

/// <summary>Answers what a full disk broke with its sentence and with what was typed, which can be sent again once there is room.</summary>
internal sealed class FullDiskFilter(ILogger<FullDiskFilter> log) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (!FullDisk.Says(context.Exception))
            return;
        log.LogError(context.Exception, "The disk is full");
        context.Result = NotTaken.Answer(context, StatusCodes.Status503ServiceUnavailable, FullDisk.Sentence, again: true);
        context.ExceptionHandled = true;
    }
}
