using Microsoft.AspNetCore.Authorization;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>Marks what stays open to somebody who must set a new password first.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenBeforePasswordAttribute : Attribute;

/// <summary>Leads whoever must change the password to the page where they can, from everywhere else.</summary>
public sealed class PasswordGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, ICurrentActor current)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (current.PasswordDemand is null
            || metadata?.GetMetadata<IAllowAnonymous>() is not null
            || metadata?.GetMetadata<OpenBeforePasswordAttribute>() is not null)
        {
            return next(context);
        }

        context.Response.Redirect($"{context.Request.PathBase}/account/password");
        return Task.CompletedTask;
    }
}
