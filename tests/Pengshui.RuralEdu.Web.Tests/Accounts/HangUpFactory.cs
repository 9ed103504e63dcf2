using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

/// <summary>A portal whose client, by a post with the header, is gone before the action begins.</summary>
public sealed class HangUpFactory : PortalFactory
{
    public const string Header = "X-Test-HangUp";

    public static new async Task<HangUpFactory> CreateAsync()
    {
        var portal = new HangUpFactory();
        await portal.InitializeAsync();
        return portal;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.Configure<MvcOptions>(o => o.Filters.Add(new HangUp())));
    }

    private sealed class HangUp : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            if (context.HttpContext.Request.Headers.ContainsKey(Header) && HttpMethods.IsPost(context.HttpContext.Request.Method))
                context.HttpContext.RequestAborted = new CancellationToken(canceled: true);
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }
}
