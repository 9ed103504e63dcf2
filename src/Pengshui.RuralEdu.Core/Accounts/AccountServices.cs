using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Accounts;

internal static class AccountServices
{
    // OWASP Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA-512.
    private const int HashIterations = 210_000;

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton(AccountAudit.Words);
        services.AddSingleton(new RoomSettings(4, AccountSettings.All));
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashIterations);
        services.AddSingleton<IPasswordHasher<PortalUser>, PasswordHasher<PortalUser>>();
        services.AddIdentityCore<PortalUser>().AddRoles<IdentityRole<int>>().AddEntityFrameworkStores<RuralEduDbContext>();
        services.AddScoped<EditTrail>();
        services.AddScoped<SignedInUserQuery>();
        services.AddScoped<GuessCounter>();
        services.AddScoped<SessionService>();
        services.AddScoped<SignInService>();
        services.AddScoped<AccessService>();
        services.AddScoped<AccountService>();
        services.AddScoped<AccountGate>();
        services.AddScoped<RoleService>();
        services.AddScoped<PasswordService>();
        services.AddSingleton<OneTimeCodes>();
        services.AddScoped<TwoFactorService>();
        services.AddScoped<UserQueries>();
        return services;
    }
}
