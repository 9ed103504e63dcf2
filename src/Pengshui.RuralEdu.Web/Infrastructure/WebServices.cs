using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.WebEncoders;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Web.Features.Accounts;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;
using Pengshui.RuralEdu.Web.Infrastructure.Documents;
using Pengshui.RuralEdu.Web.Infrastructure.Forms;
using Pengshui.RuralEdu.Web.Infrastructure.Mvc;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Infrastructure;

/// <summary>Registers all of Web.</summary>
public static class WebServices
{
    /// <summary>Adds controllers, views in feature folders and what pages need.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSecurity(configuration);
        services.AddControllersWithViews(options =>
            {
                options.Conventions.Add(new FeatureConvention());
                options.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();
                options.Filters.Add<RefusedForms>();
                options.Filters.Add<FieldNames>();
                options.Filters.Add<FullDiskFilter>();
                options.Filters.Add<MobileNotice>();
                options.ModelMetadataDetailsProviders.Add(new ChineseValidationMessages());
                options.ModelBindingMessageProvider.SpeakChinese();
                options.ModelBinderProviders.Insert(0, new TypedNumberBinderProvider());
                options.ModelBinderProviders.Insert(1, new TypedTextBinderProvider());
                options.ModelBinderProviders.Insert(2, new TypedDayBinderProvider());
            })
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddRazorOptions(options =>
            {
                options.ViewLocationFormats.Clear();
                options.ViewLocationFormats.Add("/Features/Shared/{0}.cshtml");
                options.ViewLocationExpanders.Add(new FeatureViewLocations());
            });
        services.AddFormLimits();
        services.AddNoticeReading();

        // Chinese text as it is, not as character references three times as long.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddScoped<PortalPage>();
        services.AddScoped<PasswordPageQuery>();
        services.AddScoped<TwoFactorPageQuery>();
        return services;
    }

    /// <summary>Adds the process that reads uploaded notices.</summary>
    public static IServiceCollection AddNoticeReading(this IServiceCollection services) =>
        services.AddSingleton(ReadingLimits.Default).AddSingleton<INoticeFileReader, NoticeProcess>();
}
