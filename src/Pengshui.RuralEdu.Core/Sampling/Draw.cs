using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pengshui.RuralEdu.Core.Sampling;

/// <summary>A proposal to look at a task at a section.</summary>
/// <param name="Pair">Which.</param>
/// <param name="Risks">Why; may be empty in the random part.</param>
/// <param name="IsRandom">Whether it comes from the random part.</param>
public sealed record Proposal(RiskInput Pair, IReadOnlyList<Risk> Risks, bool IsRandom);

/// <summary>
/// Draws what to look at: part of it weighted by risk, part of it blindly, so that nothing is ever safe from being looked
/// at. The same seed on the same data draws the same, on every machine: chance comes from a hash of seed and pair, not
/// from a generator, and so does not depend on the order of the pairs either. Weighted drawing without replacement by
/// Efraimidis and Spirakis, "Weighted random sampling with a reservoir" (2006).
/// </summary>
public static class Draw
{
    /// <summary>How many are drawn by risk.</summary>
    public const int ByRisk = 4;

    /// <summary>How many are drawn blindly from the rest.</summary>
    public const int Random = 2;

    /// <summary>The proposals: those never looked at first, then by task; no order of merit.</summary>
    /// <param name="pairs">Every task at every section that has a part in it.</param>
    /// <param name="seed">The seed that the page shows.</param>
    public static IReadOnlyList<Proposal> Of(IReadOnlyList<RiskInput> pairs, int seed)
    {
        var known = pairs.Select(p => new Proposal(p, RiskRules.Of(p), false)).ToList();
        var risky = known.Where(p => p.Risks.Count > 0)
            .OrderByDescending(p => Math.Log(Chance(seed, "risk", p.Pair)) / p.Risks.Sum(r => r.Weight)).Take(ByRisk).ToList();
        var random = known.Except(risky).OrderByDescending(p => Chance(seed, "random", p.Pair)).Take(Random).Select(p => p with { IsRandom = true });
        return [.. risky.Concat(random).OrderBy(p => p.Pair.LastVisit is not null).ThenBy(p => p.Pair.TaskNumber).ThenBy(p => p.Pair.SectionCode, StringComparer.Ordinal)];
    }

    /// <summary>Between 0 and 1, neither of them.</summary>
    private static double Chance(int seed, string part, RiskInput pair)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{part}/{pair.TaskNumber}/{pair.SectionCode}"));
        return ((BinaryPrimitives.ReadUInt64BigEndian(hash) >> 12) + 0.5) / (1UL << 52);
    }
}
