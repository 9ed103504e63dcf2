using Microsoft.AspNetCore.Authorization;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>Marks what stays open to somebody who must set a new password first.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenBeforePasswordAttribute : Attribute;

/// <summary>Marks what stays open to somebody who must switch on two-step sign-in first; what is open before a new password is, too.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenBeforeTwoFactorAttribute : Attribute;

/// <summary>Leads whoever must change the password, or switch on two-step sign-in, to the page where they can, from everywhere else.</summary>
public sealed class DemandGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, ICurrentActor current)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var (isOpen, page) = current switch
        {
            { PasswordDemand: not null } => (metadata?.GetMetadata<OpenBeforePasswordAttribute>() is not null, "/account/password"),
            { TwoFactorDemand: not null } => (
                metadata?.GetMetadata<OpenBeforePasswordAttribute>() is not null || metadata?.GetMetadata<OpenBeforeTwoFactorAttribute>() is not null,
                "/account/two-factor"),
            _ => (true, ""),
        };
        if (isOpen || metadata?.GetMetadata<IAllowAnonymous>() is not null)
            return next(context);
        context.Response.Redirect($"{context.Request.PathBase}{page}");
        return Task.CompletedTask;
    }
}
