using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

internal static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<PortalUser>().AddRoles<IdentityRole<int>>().AddEntityFrameworkStores<RuralEduDbContext>();
        services.AddScoped<SignedInUserQuery>();
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
