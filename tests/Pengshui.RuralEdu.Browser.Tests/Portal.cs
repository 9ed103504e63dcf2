using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>The portal on a real port, with the demonstration in a database of its own. It starts with the first visit.</summary>
public class Portal : WebApplicationFactory<Program>
{
    /// <summary>Password of every demonstration account.</summary>
    public const string Password = "Demo#2023-ps";

    /// <summary>The month that the demonstration has open.</summary>
    public static readonly Month OpenMonth = new(2023, 10);

    private readonly string directory = Directory.CreateTempSubdirectory("ruraledu-browser-").FullName;
    private readonly Lazy<string> address;

    /// <summary>Makes it.</summary>
    public Portal() => address = new Lazy<string>(Start);

    /// <summary>User name → cookies of a sign-in that goes on (<see cref="Visitor.ReturnAsync"/>).</summary>
    public Dictionary<string, string> SignIns { get; } = [];

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => address.Value;

    /// <summary>Whether it has the demonstration in it.</summary>
    protected virtual bool IsDemonstration => true;

    /// <summary>The number of a report in its address.</summary>
    /// <param name="task">The task's number.</param>
    /// <param name="section">The section's code.</param>
    /// <param name="month">The month; null: the open one.</param>
    public Task<int> ReportIdAsync(int task, string section, Month? month = null)
    {
        var wanted = month ?? OpenMonth;
        return ReadAsync(db => db.MonthlyReports
            .Where(r => r.ReportingPeriod.Month == wanted && r.Responsibility.PlanTask.Number == task && r.Responsibility.Section.Code == section)
            .Select(r => r.Id)
            .SingleAsync());
    }

    /// <summary>The number of the open period.</summary>
    public Task<int> PeriodIdAsync() => ReadAsync(db => db.ReportingPeriods.Where(p => p.Month == OpenMonth).Select(p => p.Id).SingleAsync());

    /// <summary>The number of a unit.</summary>
    public Task<int> UnitIdAsync(string name) => ReadAsync(db => db.Units.Where(u => u.Name == name).Select(u => u.Id).SingleAsync());

    /// <summary>The number of an account.</summary>
    public Task<int> UserIdAsync(string userName) => ReadAsync(db => db.Users.Where(u => u.UserName == userName).Select(u => u.Id).SingleAsync());

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("DataDirectory", directory);
        builder.UseSetting("Database:Provider", "Sqlite");
        builder.UseSetting("Demo:Enabled", IsDemonstration ? "true" : "false");
        // All visitors of the tests come from one address.
        builder.UseSetting("Security:SignInsPerMinute", "1000");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(directory))
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<int> ReadAsync(Func<RuralEduDbContext, Task<int>> read)
    {
        _ = Address;
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<RuralEduDbContext>());
    }

    private string Start()
    {
        UseKestrel(0);
        StartServer();
        Services.GetRequiredService<DataGate>().WaitAsync(CancellationToken.None).GetAwaiter().GetResult();
        return ClientOptions.BaseAddress.ToString().TrimEnd('/');
    }
}
