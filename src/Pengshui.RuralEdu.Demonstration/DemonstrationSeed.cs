using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans.Seed;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// Fills an empty database with the demonstration (演示数据): sections, calendar, the plan of 2023, accounts, units, and the
/// months March to October 2023 as they stand on <see cref="DemonstrationTime.Day"/>. The same content each time; only
/// password hashes and security stamps differ.
/// </summary>
/// <param name="options">The database; the seed opens a context of its own, whose clock it sets.</param>
/// <param name="files">Where uploads lie.</param>
/// <param name="hasher">Hashes the accounts' password.</param>
/// <param name="real">Real time, for the age of the passwords.</param>
/// <param name="keys">Sign the trail.</param>
public sealed class DemonstrationSeed(
    DbContextOptions<RuralEduDbContext> options, DatabaseOptions files, IPasswordHasher<PortalUser> hasher, TimeProvider real, AuditKeys keys) : IInitialData
{
    private static readonly DateTime Start = BusinessClock.ToUtc(new DateOnly(2023, 3, 20), new TimeOnly(8, 40));

    /// <summary>
    /// Makes sure of the demonstration. Where any account exists nothing is added, so that a real installation can never
    /// get accounts with a known password. Accounts and months come in one transaction.
    /// </summary>
    /// <returns>Whether it was added now.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        var time = new ReplayTimeProvider(Start);
        await using var db = new RuralEduDbContext(options, new BusinessClock(time), keys);
        if (await db.Users.AnyAsync(cancellationToken))
            return false;
        // A hash is slow by design: the sections, the calendar and the plan are stored meanwhile.
        var passwordHash = Task.Run(() => hasher.HashPassword(new PortalUser { DisplayName = "" }, DemonstrationAccounts.Password), cancellationToken);
        await new ReferenceSeed(db).EnsureAsync(cancellationToken);
        time.Advance(TimeSpan.FromMinutes(6));
        await new PlanLoader(db).EnsureAsync(cancellationToken);

        time.Advance(TimeSpan.FromMinutes(14));
        return await db.WriteTogetherAsync(() => StoreOnceAsync(db, time, passwordHash, cancellationToken), cancellationToken);
    }

    private async Task<bool> StoreOnceAsync(RuralEduDbContext db, ReplayTimeProvider time, Task<string> passwordHash, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync(WriteTurn.Accounts, cancellationToken);
        if (await db.Users.AnyAsync(cancellationToken))
            return false;
        var actors = await DemonstrationAccounts.StoreAsync(db, time, passwordHash, real.GetUtcNow().UtcDateTime, cancellationToken);
        time.Advance(TimeSpan.FromMinutes(16));
        var units = new DemonstrationUnits(db, actors["coordinator"]);
        await units.StoreAsync(cancellationToken);
        await new DemonstrationMonths(db, time, actors, units, new DemonstrationEvidence(new UploadStore(files))).StoreAsync(cancellationToken);
        return true;
    }
}
