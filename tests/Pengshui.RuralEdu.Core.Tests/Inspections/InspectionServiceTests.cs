using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Inspections;

public sealed class InspectionServiceTests
{
    private static CancellationToken Token => InspectionBench.Token;

    [Theory, Engines]
    public async Task Fifty_inspections_issued_at_once_are_numbered_one_to_fifty(DatabaseProvider engine)
    {
        await using var bench = await InspectionBench.CreateAsync(engine);
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => bench.IssueAsync(Guid.NewGuid(), 0, bench.Complete(bench.ToPutRight())), Token)));
        Assert.All(results, r => Assert.True(r.Succeeded, r.Message));

        var expected = Enumerable.Range(1, 50).Select(n => (int?)n);
        Assert.Equal(expected, await bench.QueryAsync(db => db.Inspections.OrderBy(i => i.Number).Select(i => i.Number).ToListAsync(Token)));
        Assert.Equal(expected, await bench.QueryAsync(db => db.Rectifications.OrderBy(r => r.Number).Select(r => r.Number).ToListAsync(Token)));
        Assert.Equal(50, results.Select(r => r.Value.Reference).Distinct().Count());
    }

    [Fact]
    public async Task Numbers_begin_anew_each_year_and_a_refused_issue_leaves_no_gap()
    {
        await using var bench = await InspectionBench.CreateAsync();
        Assert.Equal("督〔2023〕第1号", (await bench.IssuedAsync()).Reference);
        Assert.Equal(Outcome.Refused, (await bench.IssueAsync(Guid.NewGuid(), 0, bench.Complete() with { Findings = null })).Outcome);
        Assert.Equal("督〔2023〕第2号", (await bench.IssuedAsync()).Reference);
        bench.Database.Time.SetUtcNow(new DateTimeOffset(2024, 1, 1, 0, 30, 0, TimeSpan.FromHours(8)));
        Assert.Equal("督〔2024〕第1号", (await bench.IssuedAsync(bench.Complete() with { VisitedOn = new DateOnly(2023, 12, 29) })).Reference);
    }

    [Theory, Engines]
    public async Task A_draft_that_arrives_many_times_at_once_is_one_draft(DatabaseProvider engine)
    {
        await using var bench = await InspectionBench.CreateAsync(engine);
        var key = Guid.NewGuid();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => bench.SaveAsync(key, 0, bench.Complete()), Token)));
        Assert.All(results, r => Assert.True(r.Succeeded, r.Message));
        Assert.Single(results.Select(r => (r.Value.Id, r.Value.Version)).Distinct());
        Assert.Equal(1, await bench.QueryAsync(db => db.Inspections.CountAsync(Token)));
        Assert.Single(await bench.AuditAsync(), e => e.Action == InspectionAudit.SaveInspection);
    }

    [Fact]
    public async Task A_form_whose_answer_was_lost_saves_on_without_a_conflict_with_itself()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var key = Guid.NewGuid();
        await bench.SaveAsync(key, 0, bench.Complete());
        var second = await bench.SaveAsync(key, 0, bench.Complete() with { Findings = "又写了一句。" });
        Assert.True(second.Succeeded, second.Message);
        Assert.Equal("又写了一句。", (await bench.RowAsync(second.Value.Id)).Findings);
    }

    [Fact]
    public async Task A_stale_form_elsewhere_is_told_and_changes_nothing()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var key = Guid.NewGuid();
        var first = (await bench.SaveAsync(key, 0, bench.Complete())).Value;
        await bench.SaveAsync(key, first.Version, bench.Complete() with { Findings = "手机上写的。" }, form: Guid.NewGuid());
        var stale = await bench.SaveAsync(key, first.Version, bench.Complete() with { Findings = "电脑上写的。" }, form: Guid.NewGuid());
        Assert.Equal(Outcome.Conflict, stale.Outcome);
        Assert.Contains("您填写的内容都还在", stale.Message);
        Assert.Equal("手机上写的。", (await bench.RowAsync(first.Id)).Findings);
    }

    [Fact]
    public async Task A_draft_is_its_author_s_alone()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var key = Guid.NewGuid();
        var draft = (await bench.SaveAsync(key, 0, bench.Complete())).Value;
        Assert.Equal(Outcome.NotFound, (await bench.SaveAsync(key, draft.Version, bench.Complete() with { Findings = "改" }, bench.Other)).Outcome);
        Assert.Equal(Outcome.NotFound, (await bench.IssueAsync(key, draft.Version, bench.Complete(), bench.Other)).Outcome);
        Assert.Equal(Outcome.NotFound, (await bench.ServiceAsync(s => s.DiscardAsync(draft.Id, draft.Version, bench.Other, Token))).Outcome);
        foreach (var who in bench.World.Users.Keys.Where(u => u != "supervisor").Select(bench.World.Actor).Append(bench.Other))
            Assert.Null(await bench.QueryAsync(db => db.Service<InspectionPageQuery>().ReadAsync(draft.Id, who, Token)));
        Assert.NotNull(await bench.QueryAsync(db => db.Service<InspectionPageQuery>().ReadAsync(draft.Id, bench.Supervisor, Token)));
    }

    [Fact]
    public async Task What_is_issued_is_never_changed_and_the_attempt_is_on_the_trail()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var key = Guid.NewGuid();
        var issued = (await bench.IssueAsync(key, 0, bench.Complete())).Value;
        var result = await bench.SaveAsync(key, issued.Version, bench.Complete() with { Findings = "改写" });
        Assert.Equal(Outcome.Refused, result.Outcome);
        Assert.Contains("督〔2023〕第1号已经签发", result.Message);
        Assert.Equal("查看了台账，与上报一致。", (await bench.RowAsync(issued.Id)).Findings);
        var last = (await bench.AuditAsync())[^1];
        Assert.Equal((InspectionAudit.SaveInspection, AuditResult.Refused, $"{issued.Id}"), (last.Action, last.Result, last.ObjectId));
    }

    [Fact]
    public async Task Issuing_twice_from_the_same_form_gives_one_number()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var key = Guid.NewGuid();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => bench.IssueAsync(key, 0, bench.Complete(bench.ToPutRight())), Token)));
        Assert.All(both, r => Assert.Equal("督〔2023〕第1号", r.Value.Reference));
        Assert.Single(await bench.RectificationsAsync(both[0].Value.Id));
        Assert.Equal(Outcome.Refused, (await bench.IssueAsync(key, 1, bench.Complete(), form: Guid.NewGuid())).Outcome);
    }

    [Fact]
    public async Task An_empty_draft_is_kept_and_what_it_lacks_is_said_when_it_is_issued()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var empty = new InspectionContent();
        Assert.True((await bench.SaveAsync(Guid.NewGuid(), 0, empty)).Succeeded);
        var result = await bench.IssueAsync(Guid.NewGuid(), 0, empty);
        Assert.Equal(
            new[] { "Place", "VisitedOn", "Kind", "Items", "Dimensions", "Findings" }, result.Errors.Select(e => e.Field));
    }

    [Fact]
    public async Task A_rectification_needs_its_problem_a_section_and_a_day_that_is_not_past()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var without = bench.ToPutRight(null);
        var past = bench.ToPutRight(dueOn: new DateOnly(2023, 10, 19));
        var today = bench.ToPutRight(dueOn: new DateOnly(2023, 10, 20));
        var result = await bench.IssueAsync(Guid.NewGuid(), 0, bench.Complete(without, past, today));
        Assert.Equal(
            new[] { $"Rectifications[{without.Key}].Problem", $"Rectifications[{past.Key}].DueOn" }, result.Errors.Select(e => e.Field));
        var stranger = bench.ToPutRight() with { Whose = $"{bench.World.Task1.Id}-{bench.World.Decoy.Id}" };
        Assert.Equal($"Rectifications[{stranger.Key}].Whose", Assert.Single((await bench.SaveAsync(Guid.NewGuid(), 0, bench.Complete(stranger))).Errors).Field);
    }

    [Theory]
    [InlineData("Town")]
    [InlineData("Place")]
    [InlineData("Findings")]
    [InlineData("Items[*].Seen")]
    [InlineData("Items[*].Figures[x1].Name")]
    [InlineData("Rectifications[*].Problem")]
    public async Task No_text_takes_an_identity_number_or_ten_thousand_characters(string field)
    {
        await using var bench = await InspectionBench.CreateAsync();
        foreach (var (text, why) in new[] { ("学生 500243201201011234 未到", IdentityNumbers.Refusal), (new string('字', 10_000), "现在 10000 字") })
        {
            var result = await bench.SaveAsync(Guid.NewGuid(), 0, With(bench.Complete(bench.ToPutRight()), field, text));
            var problem = Assert.Single(result.Errors);
            Assert.Contains(why, problem.Message);
            Assert.Equal(field, System.Text.RegularExpressions.Regex.Replace(problem.Field!, @"\[(?!x)[^\]]+\]", "[*]"));
        }

        Assert.Equal(0, await bench.QueryAsync(db => db.Inspections.CountAsync(Token)));

        static InspectionContent With(InspectionContent content, string field, string text) => field switch
        {
            "Town" => content with { Town = text },
            "Place" => content with { Place = text },
            "Findings" => content with { Findings = text },
            "Items[*].Seen" => content with { Items = [content.Items[0] with { Seen = text }] },
            "Items[*].Figures[x1].Name" => content with { Items = [content.Items[0] with { Figures = [new() { Source = "x1", Name = text }] }] },
            _ => content with { Rectifications = [content.Rectifications[0] with { Problem = text }] },
        };
    }

    [Fact]
    public async Task A_visit_of_tomorrow_and_a_negative_count_cannot_be()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var item = InspectionBench.Item(bench.World.Lead) with { Figures = [new() { Source = "x1", Name = "实到", Reported = 5, Seen = -1 }] };
        var result = await bench.SaveAsync(Guid.NewGuid(), 0, bench.Complete() with { VisitedOn = new DateOnly(2023, 10, 21), Items = [item] });
        Assert.Equal(new[] { "VisitedOn", $"Items[{item.Key}].Figures[x1].Seen" }, result.Errors.Select(e => e.Field));
    }

    [Theory, Engines]
    public async Task What_was_reported_comes_from_the_submission_and_not_from_the_form(DatabaseProvider engine)
    {
        await using var bench = await InspectionBench.CreateAsync(engine);
        var revision = await bench.SubmittedAsync(bench.World.ReportOf(bench.World.Lead), new ReportSnapshot
        {
            Progress = "完成摸排。",
            Clearance = [new() { Stage = SchoolStage.Primary, Expected = 60, Present = 58 }, new() { Stage = SchoolStage.JuniorHigh, Expected = 40, Present = 39 }],
        });
        var item = InspectionBench.Item(bench.World.Lead) with
        {
            RevisionId = revision,
            Seen = "点了名。",
            Figures =
            [
                new() { Source = "cp", Name = "假名", Reported = 1, Seen = 92 },
                new() { Source = "ce" },
                new() { Source = "i999", Seen = 3 },
                new() { Source = "x1", Name = "送教签字（次）", Reported = 6, Seen = 4 },
            ],
        };
        var saved = await bench.SaveAsync(Guid.NewGuid(), 0, bench.Complete() with { Items = [item] });
        var stored = Assert.Single((await bench.RowAsync(saved.Value.Id)).Items);
        Assert.Equal(("完成摸排。", "点了名。", revision), (stored.Reported, stored.Seen, stored.ReportRevisionId));
        Assert.Equal(
            new (string, string, string?, decimal, decimal)[] { ("cp", "实到学生", "人", 97m, 92m), ("x1", "送教签字（次）", null, 6m, 4m) },
            stored.Figures.OrderBy(f => f.Order).Select(f => (f.Source, f.Name, f.Unit, f.Reported!.Value, f.Seen!.Value)));

        var other = InspectionBench.Item(bench.World.Alone) with { RevisionId = revision };
        var refused = await bench.SaveAsync(Guid.NewGuid(), 0, bench.Complete() with { Items = [other] });
        Assert.Equal($"Items[{other.Key}]", Assert.Single(refused.Errors).Field);
    }

    [Theory, Engines]
    public async Task Rows_of_a_draft_come_and_go_and_what_stays_keeps_its_key(DatabaseProvider engine)
    {
        await using var bench = await InspectionBench.CreateAsync(engine);
        var key = Guid.NewGuid();
        var (one, two) = (bench.ToPutRight("一"), bench.ToPutRight("二", bench.World.Supporting));
        var lead = InspectionBench.Item(bench.World.Lead) with { Figures = [new() { Source = "x1", Name = "甲", Seen = 1 }, new() { Source = "x2", Name = "乙", Seen = 2 }] };
        var first = (await bench.SaveAsync(key, 0, bench.Complete(one, two) with { Items = [lead, InspectionBench.Item(bench.World.Supporting)] })).Value;
        var before = Assert.Single((await bench.RowAsync(first.Id)).Items, i => i.SectionId == bench.World.Jyk.Id).Id;

        var after = lead with { Figures = [new() { Source = "x2", Name = "乙", Seen = 5 }] };
        await bench.SaveAsync(key, first.Version, bench.Complete(two with { Problem = "二，补充" }) with { Items = [after, InspectionBench.Item(bench.World.Alone)] });
        var row = await bench.RowAsync(first.Id);
        Assert.Equal(new[] { bench.World.Lead.SectionId, bench.World.Alone.SectionId }, row.Items.OrderBy(i => i.PlanTaskId).Select(i => i.SectionId));
        Assert.Equal(before, row.Items.Single(i => i.SectionId == bench.World.Jyk.Id).Id);
        Assert.Equal(5, Assert.Single(row.Items.SelectMany(i => i.Figures)).Seen);
        var left = Assert.Single(await bench.RectificationsAsync(first.Id));
        Assert.Equal(("二，补充", RectificationState.Draft, (int?)null), (left.Problem, left.State, left.Number));
    }

    [Fact]
    public async Task Issuing_opens_the_rectifications_with_it()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var issued = await bench.IssuedAsync(bench.Complete(bench.ToPutRight("一"), bench.ToPutRight("二", bench.World.Supporting)));
        var rectifications = await bench.RectificationsAsync(issued.Id);
        Assert.Equal(new[] { (1, RectificationState.Open), (2, RectificationState.Open) }, rectifications.Select(r => (r.Number!.Value, r.State)));
        Assert.All(rectifications, r => Assert.Equal(RectificationAction.Issue, Assert.Single(r.Steps).Action));
        var acts = (await bench.AuditAsync()).Select(e => e.Action).ToList();
        Assert.Equal([InspectionAudit.IssueInspection], acts.Where(a => a == InspectionAudit.IssueInspection));
        Assert.Equal(2, acts.Count(a => a == RectificationAudit.IssueRectification));
    }

    [Theory, Engines]
    public async Task A_discarded_draft_leaves_nothing_but_its_trace(DatabaseProvider engine)
    {
        await using var bench = await InspectionBench.CreateAsync(engine);
        var item = InspectionBench.Item(bench.World.Lead) with { Figures = [new() { Source = "x1", Name = "甲", Seen = 1 }] };
        var draft = await bench.DraftAsync(bench.Complete(bench.ToPutRight()) with { Items = [item] });
        Assert.Equal(Outcome.Conflict, (await bench.ServiceAsync(s => s.DiscardAsync(draft.Id, draft.Version + 1, bench.Supervisor, Token))).Outcome);
        var result = await bench.ServiceAsync(s => s.DiscardAsync(draft.Id, draft.Version, bench.Supervisor, Token));
        Assert.True(result.Succeeded, result.Message);
        Assert.Equal((0, 0, 0), await bench.QueryAsync(async db =>
            (await db.Inspections.CountAsync(Token), await db.InspectionItems.CountAsync(Token), await db.Rectifications.CountAsync(Token))));
        Assert.Equal(InspectionAudit.DiscardInspection, (await bench.AuditAsync())[^1].Action);
    }

    [Fact]
    public async Task A_deleted_draft_does_not_come_back_from_an_old_form()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var key = Guid.NewGuid();
        var draft = (await bench.SaveAsync(key, 0, bench.Complete())).Value;
        await bench.ServiceAsync(s => s.DiscardAsync(draft.Id, draft.Version, bench.Supervisor, Token));
        Assert.Equal(Outcome.Conflict, (await bench.SaveAsync(key, draft.Version, bench.Complete())).Outcome);
    }

    [Fact]
    public async Task A_supplement_is_added_once_by_any_supervisor_and_says_whose_it_is()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var issued = await bench.IssuedAsync();
        var form = Guid.NewGuid();
        for (var i = 0; i < 2; i++)
            Assert.True((await bench.ServiceAsync(s => s.SupplementAsync(issued.Id, form, " 又核对了名册。\r\n属实。 ", bench.Other, Token))).Succeeded);
        var page = (await bench.QueryAsync(db => db.Service<InspectionPageQuery>().ReadAsync(issued.Id, bench.World.Actor("jyk-staff"), Token)))!;
        var line = Assert.Single(page.Supplements);
        Assert.Equal(("又核对了名册。\n属实。", "另一名督查员"), (line.Text, line.By));
        Assert.Empty(page.Actions);
        var tooLong = await bench.ServiceAsync(s => s.SupplementAsync(issued.Id, Guid.NewGuid(), new string('字', 10_000), bench.Supervisor, Token));
        Assert.Equal("Text", Assert.Single(tooLong.Errors).Field);
    }

    [Fact]
    public async Task Saving_what_is_there_writes_nothing()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var key = Guid.NewGuid();
        var content = bench.Complete(bench.ToPutRight());
        var first = (await bench.SaveAsync(key, 0, content)).Value;
        var entries = (await bench.AuditAsync()).Count;
        var again = (await bench.SaveAsync(key, first.Version, content, form: Guid.NewGuid())).Value;
        Assert.Equal(first, again);
        Assert.Equal(entries, (await bench.AuditAsync()).Count);
        var form = await bench.FormAsync(first.Id);
        var third = await bench.SaveAsync(key, form.Version, form.Content);
        Assert.Equal(first, third.Value);
    }
}
