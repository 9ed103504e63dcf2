using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Fills what a notice leaves open from last year's plan, and says so.</summary>
internal static class LastYear
{
    /// <summary>The proposal of a notice, with the sections and leads of last year's matching tasks where the notice names none; two statements.</summary>
    public static async Task<PlanProposal> ProposeAsync(RuralEduDbContext db, ParsedNotice notice, CancellationToken cancellationToken)
    {
        var proposal = PlanProposal.Of(notice);
        if (proposal.Year is not { } year || await PlanShape.ReadAsync(db, PlanShape.Before(db, year), cancellationToken) is not { } last)
            return proposal;
        return Fill(proposal, last, await SectionBook.ReadAsync(db, tracked: false, cancellationToken));
    }

    internal static PlanProposal Fill(PlanProposal proposal, PlanShape last, SectionBook book)
    {
        var matches = PlanComparison.Match(last.Tasks.Select(t => (t.Number, t.Title)), proposal);
        var byNumber = last.Tasks.ToDictionary(t => t.Number);
        var unmarked = proposal.Warnings.Where(w => w.Kind == WarningKind.LeadByOrder).SelectMany(w => w.Tasks ?? []).ToHashSet();
        return proposal with { Tasks = [.. proposal.Tasks.Select(t => matches.TryGetValue(t.Number, out var number) ? Filled(t, byNumber[number], last.Year, book, unmarked.Contains(t.Number)) : t)] };
    }

    private static ProposedTask Filled(ProposedTask task, TaskShape old, int year, SectionBook book, bool isUnmarked)
    {
        if (old.Parts.Count == 0)
            return task;
        if (task.Parts.Count == 0)
        {
            return task with
            {
                Parts = [.. old.Parts.Select(p => new ProposedPart(p.Section, p.Kind))],
                Warnings =
                [
                    .. task.Warnings.Where(w => !w.Message.Contains("未指定", StringComparison.Ordinal)),
                    new ParseWarning($"通知没有写责任科室，沿用了 {year} 年任务 {old.Number} 的责任科室，请核对。", task.Place) { Kind = WarningKind.NoSection },
                ],
            };
        }

        // The notice marks no lead, so the first one named would lead; where last year another of them did, that goes on.
        var lead = old.Parts.Find(p => p.Kind == ResponsibilityKind.Lead);
        if (!isUnmarked || lead is null || task.Parts.FirstOrDefault(p => book.Find(p.Name)?.Id == lead.SectionId) is not { Kind: ResponsibilityKind.Supporting } next)
            return task;
        return task with
        {
            Parts = [.. task.Parts.Select(p => p with { Kind = p == next ? ResponsibilityKind.Lead : ResponsibilityKind.Supporting })],
            Warnings = [.. task.Warnings, new ParseWarning($"没有写明谁牵头，沿用 {year} 年由{lead.Section}牵头，请核对。", next.Place) { Kind = WarningKind.Lead }],
        };
    }
}
