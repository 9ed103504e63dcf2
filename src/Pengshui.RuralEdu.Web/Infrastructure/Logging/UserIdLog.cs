using System.Security.Claims;
using Serilog.Context;

namespace Pengshui.RuralEdu.Web.Infrastructure.Logging;

/// <summary>Puts the account's number, and nothing else about the person, on the log lines of a request.</summary>
internal static class UserIdLog
{
    public static void UseUserIdLog(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        using (Of(http.User) is { } user ? LogContext.PushProperty("UserId", user) : null)
            await next(http);
    });

    public static string? Of(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);
}
