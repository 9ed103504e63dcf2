using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Rectifications;

/// <summary>销号 and 回头看合格 rest on what was seen, and on a file or a visit.</summary>
public sealed class RectificationProofTests
{
    private const string Seen = "抽看五所学校，票据齐全。";

    private static readonly DateOnly Today = RectificationBench.Today;

    [Fact]
    public async Task A_closing_without_what_was_seen_or_without_anything_that_shows_it_is_refused_with_what_is_missing()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await SubmittedAsync(bench);

        var nothing = await CloseAsync(bench, id, " ", null);
        Assert.Equal(Outcome.Refused, nothing.Outcome);
        Assert.Equal([RectificationService.NoteField, "VisitId"], nothing.Errors.Select(e => e.Field));
        Assert.Contains("请填写核验情况", nothing.Errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("请选择核验时的督查记录，或上传核验时的照片、文件", nothing.Errors[1].Message, StringComparison.Ordinal);
        Assert.Equal("VisitId", Assert.Single((await CloseAsync(bench, id, Seen, null)).Errors).Field);
        Assert.Equal(RectificationService.NoteField, Assert.Single((await CloseAsync(bench, id, null, await bench.VisitAsync())).Errors).Field);

        var row = await bench.GetAsync(id);
        Assert.Equal((RectificationState.AwaitingVerification, null, null), (row.State, row.Seen, row.VisitId));
    }

    [Theory, Engines]
    public async Task A_file_of_the_section_or_of_the_supervisor_or_a_visit_is_enough(DatabaseProvider engine)
    {
        await using var bench = await RectificationBench.CreateAsync(engine);
        var bySection = await bench.RaiseAsync();
        await bench.FileAsync(bySection);
        await bench.AnswerAsync(bySection, RectificationAction.Submit);
        var bySupervisor = await SubmittedAsync(bench);
        await bench.FileAsync(bySupervisor, "supervisor");
        var byVisit = await SubmittedAsync(bench);
        var visit = await bench.VisitAsync();

        Assert.True((await CloseAsync(bench, bySection, Seen, null)).Succeeded);
        Assert.True((await CloseAsync(bench, bySupervisor, Seen, null)).Succeeded);
        Assert.True((await CloseAsync(bench, byVisit, Seen, visit)).Succeeded);

        var row = await bench.GetAsync(byVisit);
        Assert.Equal((Seen, visit), (row.Seen, row.VisitId));
        Assert.Equal((Seen, visit), (row.Steps.MaxBy(s => s.Id)!.Reason, row.Steps.MaxBy(s => s.Id)!.VisitId));
        var page = (await bench.PageAsync(byVisit, "leader"))!;
        Assert.Equal((Seen, visit), (page.Seen, page.Visit!.Id));
        var note = (await bench.AuditAsync())[^1];
        Assert.Equal((RectificationAudit.CloseRectification, Seen), (note.Action, note.Reason));
        Assert.Contains("督〔2023〕第1号", note.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_before_it_was_issued_or_about_something_else_shows_nothing()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await SubmittedAsync(bench);
        foreach (var visit in new[]
        {
            await bench.VisitAsync(Today.AddDays(-1)), await bench.VisitAsync(task: bench.World.Task1), await bench.VisitAsync(place: null, task: bench.World.Task1), 99_999,
        })
        {
            var refused = await CloseAsync(bench, id, Seen, visit);
            Assert.Equal("请从列出的督查记录中选择。", Assert.Single(refused.Errors).Message);
        }

        Assert.True((await CloseAsync(bench, id, Seen, await bench.VisitAsync(task: bench.World.Task1, verifies: id))).Succeeded);
    }

    [Fact]
    public async Task The_visit_that_raised_it_shows_nothing_and_a_later_one_to_the_same_place_does()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var source = await bench.VisitAsync(place: "示例小学");
        var id = (await bench.ServiceAsync(s => s.RaiseAsync(bench.Command() with { InspectionId = source }, bench.Actor("supervisor"), RectificationBench.Token))).Value;
        await bench.AnswerAsync(id, RectificationAction.Submit);

        Assert.Equal(Outcome.Refused, (await CloseAsync(bench, id, Seen, source)).Outcome);
        Assert.True((await CloseAsync(bench, id, Seen, await bench.VisitAsync(task: bench.World.Task1, place: " 示例 小学"))).Succeeded);
    }

    [Fact]
    public async Task After_a_return_the_supervisors_files_and_visits_of_before_count_no_more()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await SubmittedAsync(bench);
        await bench.FileAsync(id, "supervisor");
        var before = await bench.VisitAsync();
        bench.Database.Time.Advance(TimeSpan.FromDays(3));
        await bench.DecideAsync(id, RectificationAction.Return);
        await bench.AnswerAsync(id, RectificationAction.Submit);

        Assert.Equal(Outcome.Refused, (await CloseAsync(bench, id, Seen, null)).Outcome);
        Assert.Equal(Outcome.Refused, (await CloseAsync(bench, id, Seen, before)).Outcome);
        Assert.True((await CloseAsync(bench, id, Seen, await bench.VisitAsync())).Succeeded);
    }

    [Fact]
    public async Task A_look_back_rests_on_what_came_since_the_closing()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        await bench.FileAsync(id);
        await bench.AnswerAsync(id, RectificationAction.Submit);
        Assert.True((await CloseAsync(bench, id, Seen, null)).Succeeded);
        bench.Database.Time.Advance(TimeSpan.FromDays(10));
        await bench.DecideAsync(id, RectificationAction.ScheduleLookBack, null, lookBackOn: Today.AddDays(20));

        var refused = await PassAsync(bench, id, "没有再缺。");
        Assert.Contains("还没有回头看的依据", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        Assert.Contains("请填写核验情况", (await PassAsync(bench, id, null)).Errors[0].Message, StringComparison.Ordinal);
        await bench.FileAsync(id, "supervisor", "回头看.pdf");
        Assert.True((await PassAsync(bench, id, "没有再缺。")).Succeeded);
        Assert.Equal("没有再缺。", (await bench.GetAsync(id)).Seen);
    }

    [Fact]
    public async Task What_is_opened_again_is_closed_by_nothing_that_was_seen_before()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await SubmittedAsync(bench);
        await bench.DecideAsync(id, RectificationAction.Close, lookBackOn: Today.AddDays(3));
        await bench.DecideAsync(id, RectificationAction.Reopen);
        var row = await bench.GetAsync(id);
        Assert.Equal((null, null), (row.Seen, row.VisitId));
    }

    [Fact]
    public async Task The_form_offers_first_the_visit_that_speaks_of_it()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await SubmittedAsync(bench);
        var speaking = await bench.VisitAsync(task: bench.World.Task1, verifies: id);
        var other = await bench.VisitAsync();

        var page = (await bench.PageAsync(id, "supervisor"))!;
        Assert.Equal([speaking, other], page.Proof.Visits.Select(v => v.Id));
        Assert.Equal("票据补齐了。", page.Proof.Visits[0].Seen);
        Assert.Equal((speaking, "票据补齐了。"), (Assert.Single(page.Sightings).Visit.Id, page.Sightings[0].Seen));
        Assert.Empty((await bench.PageAsync(id, "leader"))!.Proof.Visits);
    }

    [Theory]
    [InlineData("示例镇", "示例小学", "示例镇", "示例小学", true)]
    [InlineData("示例镇", "示例小学", null, " 示例　小学 ", true)]
    [InlineData(null, "示例小学（东校区）", "示例镇", "示例小学(东校区)", true)]
    [InlineData("示例镇", "示例小学", "示例乡", "示例小学", false)]
    [InlineData("示例镇", "示例小学", "示例镇", "示例小学校", false)]
    [InlineData("示例镇", null, "示例镇", null, false)]
    [InlineData("示例镇", " ", "示例镇", "", false)]
    public void A_place_is_the_same_whatever_spaces_and_widths_it_was_typed_with(string? town, string? place, string? otherTown, string? otherPlace, bool same) =>
        Assert.Equal(same, PlaceNames.AreSame(town, place, otherTown, otherPlace));

    private static async Task<int> SubmittedAsync(RectificationBench bench)
    {
        var id = await bench.RaiseAsync();
        await bench.AnswerAsync(id, RectificationAction.Submit);
        return id;
    }

    private static Task<Result<int>> CloseAsync(RectificationBench bench, int id, string? seen, int? visit) => DecideAsync(bench, id, RectificationAction.Close, seen, visit);

    private static Task<Result<int>> PassAsync(RectificationBench bench, int id, string? seen) => DecideAsync(bench, id, RectificationAction.PassLookBack, seen, null);

    private static async Task<Result<int>> DecideAsync(RectificationBench bench, int id, RectificationAction action, string? seen, int? visit)
    {
        var version = (await bench.GetAsync(id)).Version;
        return await bench.ServiceAsync(s => s.DecideAsync(
            new DecideRectification(id, version, action, seen, null, null, visit), bench.Actor("supervisor"), RectificationBench.Token));
    }
}
