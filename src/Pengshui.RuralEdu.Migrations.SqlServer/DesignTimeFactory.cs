using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Migrations.SqlServer;

/// <summary>Gives the EF Core tools a context without the portal; nothing connects at design time.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<RuralEduDbContext>
{
    /// <inheritdoc/>
    public RuralEduDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<RuralEduDbContext>)new DbContextOptionsBuilder<RuralEduDbContext>()
            .UseEngine(DatabaseProvider.SqlServer, "Server=design;Database=design").Options, new BusinessClock(TimeProvider.System));
}
