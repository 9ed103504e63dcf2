using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Testing;

/// <summary>Makes services as the portal makes them, over a test's own context.</summary>
public static class TestServices
{
    /// <summary>The words of every room.</summary>
    public static AuditVocabulary Words { get; } =
        new ServiceCollection().AddRooms(new ConfigurationBuilder().Build()).BuildServiceProvider().GetRequiredService<AuditVocabulary>();

    /// <summary>A service of the rooms with all that it needs.</summary>
    /// <typeparam name="T">Which.</typeparam>
    /// <param name="db">The context that it works on.</param>
    /// <param name="given">What the test has itself: a clock, where the files lie, a cache. Each takes the place of the portal's own.</param>
    public static T Service<T>(this RuralEduDbContext db, params IReadOnlyList<object> given)
        where T : notnull
    {
        var clock = given.OfType<BusinessClock>().FirstOrDefault() ?? new BusinessClock(given.OfType<TimeProvider>().FirstOrDefault() ?? TimeProvider.System);
        return CoreServices.RoomsOver(db, clock, [new DemonstrationMode(false), .. given]).GetRequiredService<T>();
    }
}
