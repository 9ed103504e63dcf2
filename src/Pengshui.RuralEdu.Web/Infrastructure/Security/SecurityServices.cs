using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Web.Infrastructure.Logging;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

public static class SecurityServices
{
    /// <summary>Sign-in, permissions, form tokens and the limit on attempts.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentActor>();
        services.AddScoped<ICurrentActor>(s => s.GetRequiredService<CurrentActor>());
        services.AddScoped<PortalCookie>();
        services.AddSingleton<FormPages>();
        services.AddSingleton<SignInTicket>();
        services.AddSingleton<DeviceCookie>();

        services.AddKeyProtection(configuration);
        services.AddAuthentication(PortalCookie.Scheme).AddCookie(PortalCookie.Scheme, options =>
        {
            options.EventsType = typeof(PortalCookie);
            options.LoginPath = "/account/login";
            options.Cookie.Name = PortalCookie.Name;
            options.Cookie.Path = "/";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The settings 登录安全 decide earlier (PortalCookie); this is the most that they allow.
            options.ExpireTimeSpan = TimeSpan.FromHours(24);
            options.SlidingExpiration = false;
        });
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorization(options => options.AddPermissions());

        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = HostCookies.Names + "-form";
            options.Cookie.Path = "/";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = HostCookies.Names + "-flash";
            options.Cookie.Path = "/";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddSignInLimit(configuration);
        return services;
    }

    /// <summary>In this order, after routing.</summary>
    public static IApplicationBuilder UseSecurity(this IApplicationBuilder app)
    {
        app.UseRateLimiter();

        // The page of an error is shown to whoever was recognised before it: asking again may be what failed.
        app.UseWhen(http => http.Features.Get<IExceptionHandlerFeature>() is null, usual => usual.UseAuthentication());

        // The host looks for this mark of UseAuthentication, which the branch above keeps to itself; without it the host puts
        // another one in front of everything, where no error page is made.
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseUserIdLog();
        app.UseMiddleware<DemandGate>();
        app.UseAuthorization();
        return app;
    }
}
