using Pengshui.RuralEdu.Core;
using Pengshui.RuralEdu.Web.Commands;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

Language.UseChinese();
FileModes.Narrow();
if (NoticeReadCommand.IsAsked(args))
    return await NoticeReadCommand.RunAsync();
if (PortalCommands.AreAsked(args))
    return await PortalCommands.RunAsync(args);

return await StartupRefusals.SayAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Services.AddCore(builder.Configuration, builder.Environment.ContentRootPath);
    builder.Services.AddIncludedDemonstration(builder.Configuration);
    builder.AddHosting();
    builder.Services.AddWeb(builder.Configuration);
    await using var app = builder.Build();
    app.UsePortal();
    await DatabasePreparation.MakeSchemaAsync(app.Services);
    await app.StartAsync();
    Announcement.Write(app.Urls);
    await DatabasePreparation.FillAsync(app.Services, app.Lifetime.ApplicationStopping);
    await app.WaitForShutdownAsync();
    return 0;
});
