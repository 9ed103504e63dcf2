using System.Globalization;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = new CultureInfo("zh-CN");

var builder = WebApplication.CreateBuilder(args);
// Also outside of Development: dotnet run without publishing serves wwwroot/dist from the sources.
builder.WebHost.UseStaticWebAssets();
builder.Services.AddCore(builder.Configuration, builder.Environment.ContentRootPath);
builder.Services.AddWeb();

var app = builder.Build();
app.MapStaticAssets();
app.MapControllers().WithStaticAssets();
await app.RunAsync();
