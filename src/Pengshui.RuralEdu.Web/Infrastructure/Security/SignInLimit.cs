using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>How many sign-in attempts one address may make a minute; a whole office may share an address.</summary>
public static class SignInLimit
{
    public const string Policy = "sign-in";

    /// <summary>Configuration key.</summary>
    public const string Key = "Security:SignInsPerMinute";

    public const int Default = 30;

    public static void AddSignInLimit(this IServiceCollection services, IConfiguration configuration)
    {
        var permits = configuration.GetValue(Key, Default);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(Policy, context => RateLimitPartition.GetSlidingWindowLimiter(
                context.Address() ?? "",
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 }));
        });
    }
}
