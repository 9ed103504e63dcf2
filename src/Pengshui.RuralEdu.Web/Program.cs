using System.Globalization;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = new CultureInfo("zh-CN");

var builder = WebApplication.CreateBuilder(args);
// Also outside of Development: dotnet run without publishing serves wwwroot/dist from the sources.
builder.WebHost.UseStaticWebAssets();
builder.Services.AddCore(builder.Configuration, builder.Environment.ContentRootPath);
builder.Services.AddWeb(builder.Configuration);

var app = builder.Build();
app.UseExceptionHandler("/error/500");
app.UseStatusCodePagesWithReExecute("/error/{0}");
app.UseRouting();
app.UseSecurity();
app.MapStaticAssets().AllowAnonymous();
app.MapControllers().WithStaticAssets();
await app.RunAsync();
