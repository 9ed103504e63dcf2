using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Bulletins.Word;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>What the room offers.</summary>
internal static class BulletinServices
{
    public static IServiceCollection AddBulletins(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(BulletinAudit.Words);
        services.AddSingleton(new RoomSettings(3, BulletinSettings.All));
        services.AddScoped<BulletinReader>();
        services.AddScoped<BulletinService>();
        services.AddScoped<BulletinQueries>();
        services.AddSingleton(new OfficialDocument(configuration.GetSection(OfficialFonts.Section).Get<OfficialFonts>() ?? new OfficialFonts()));
        return services;
    }
}
