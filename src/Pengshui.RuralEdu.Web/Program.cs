var builder = WebApplication.CreateBuilder(args);
// Also outside of Development: dotnet run without publishing serves wwwroot/dist from the sources.
builder.WebHost.UseStaticWebAssets();
builder.Services.AddControllersWithViews();
var app = builder.Build();
app.MapStaticAssets();
app.MapControllers().WithStaticAssets();
await app.RunAsync();
