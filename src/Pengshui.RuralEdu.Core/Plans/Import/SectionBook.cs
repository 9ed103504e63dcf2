using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>The sections by all of their names.</summary>
internal sealed class SectionBook
{
    private readonly Dictionary<string, Section> byName = new(ColumnText.Comparer);

    public SectionBook(IEnumerable<Section> sections)
    {
        All = [.. sections];
        foreach (var section in All)
        {
            byName.TryAdd(section.Name, section);
            foreach (var alias in section.Aliases)
                byName.TryAdd(alias.Name, section);
        }
    }

    public IReadOnlyList<Section> All { get; }

    /// <summary>All sections with their aliases, tracked where they are to be changed; one statement.</summary>
    public static async Task<SectionBook> ReadAsync(RuralEduDbContext db, bool tracked, CancellationToken cancellationToken)
    {
        var sections = db.Sections.Include(s => s.Aliases).AsSingleQuery().OrderBy(s => s.SortOrder).ThenBy(s => s.Id);
        return new SectionBook(await (tracked ? sections : sections.AsNoTracking()).ToListAsync(cancellationToken));
    }

    /// <summary>The section that a name or one of its aliases means, or null.</summary>
    public Section? Find(string name) => byName.GetValueOrDefault(name) ?? byName.GetValueOrDefault(Characters.Squeeze(name));

    /// <summary>The section that a name means in a proposal: by itself, or as somebody chose; null where it is new or open.</summary>
    public Section? Find(string name, PlanProposal proposal) =>
        Find(name) ?? (ChoiceOf(name, proposal)?.SectionId is { } id ? All.FirstOrDefault(s => s.Id == id) : null);

    /// <summary>What somebody chose for a name that is no section's.</summary>
    public static NameChoice? ChoiceOf(string name, PlanProposal proposal) => proposal.Choices.FirstOrDefault(c => ColumnText.Comparer.Equals(c.Name, name));

    /// <summary>The names of a proposal that are no section's, in order.</summary>
    public IReadOnlyList<string> UnknownIn(PlanProposal proposal) =>
        [.. proposal.Tasks.SelectMany(t => t.Parts).Select(p => p.Name).Distinct(ColumnText.Comparer).Where(n => Find(n) is null)];
}
