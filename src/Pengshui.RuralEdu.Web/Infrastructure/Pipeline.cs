using Pengshui.RuralEdu.Web.Infrastructure.Headers;
using Pengshui.RuralEdu.Web.Infrastructure.Health;
using Pengshui.RuralEdu.Web.Infrastructure.Logging;
using Pengshui.RuralEdu.Web.Infrastructure.Security;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Infrastructure;

/// <summary>The way of a request, in order.</summary>
internal static class Pipeline
{
    public static void UsePortal(this WebApplication app)
    {
        if (Hosting.HasKnownProxy(app.Configuration))
            app.UseForwardedHeaders();
        app.UseMiddleware<HostCookies>();
        app.UseSecurityHeaders();
        app.UseRequestLog();
        app.UseExceptionHandler("/error/500");
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseStatusCodePagesWithReExecute("/error/{0}");

        // Answers to posts stay uncompressed: they may hold what was typed beside a password that is shown once (BREACH).
        app.UseWhen(http => HttpMethods.IsGet(http.Request.Method), get => get.UseResponseCompression());
        app.UseRouting();
        app.UseSecurity();
        app.UseMiddleware<DataGate>();
        app.MapHealth();
        app.MapStaticAssets().AllowAnonymous();
        app.MapControllers().WithStaticAssets();
    }
}
