using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Inspections;

/// <summary>A return visit: what is open at the place, and what was seen of it (本次核验).</summary>
public sealed class InspectionVerificationTests
{
    private static CancellationToken Token => InspectionBench.Token;

    [Theory, Engines]
    public async Task What_is_open_at_a_place_is_listed_and_what_is_elsewhere_settled_or_a_draft_is_not(DatabaseProvider engine)
    {
        await using var bench = await InspectionBench.CreateAsync(engine);
        var raised = await RaisedAsync(bench, "补全签字。");
        await bench.IssuedAsync(bench.Complete(bench.ToPutRight("另一所学校的。")) with { Place = "示例中学" });
        await bench.IssuedAsync(bench.Complete(bench.ToPutRight("同名，在另一个乡镇。")) with { Town = "示例乡" });
        await bench.DraftAsync(bench.Complete(bench.ToPutRight("草稿里的。")));
        var settled = await RaisedAsync(bench, "已销号的。");
        await SetAsync(bench, settled, RectificationState.Closed);
        var alone = await AloneAsync(bench, "示例小学录播教室设备闲置。");
        var lookBack = await RaisedAsync(bench, "待回头看的。");
        await SetAsync(bench, lookBack, RectificationState.AwaitingLookBack);

        Assert.Equal(new[] { raised, alone, lookBack }.Order(), (await AtAsync(bench, "示例镇", " 示例　小学")).Order());
        Assert.Contains(raised, await AtAsync(bench, null, "示例小学"));
        Assert.Empty(await AtAsync(bench, "示例镇", null));
        Assert.Empty(await AtAsync(bench, null, " "));
    }

    [Theory, Engines]
    public async Task What_was_seen_stays_with_the_draft_and_stands_on_the_rectification_once_it_is_issued(DatabaseProvider engine)
    {
        await using var bench = await InspectionBench.CreateAsync(engine);
        var id = await RaisedAsync(bench, "补全签字。");
        var key = Guid.NewGuid();
        var content = bench.Complete() with { Verifications = [new() { RectificationId = id, Seen = " 签字已补全。 " }] };
        var draft = (await bench.SaveAsync(key, 0, content)).Value;
        var form = await bench.FormAsync(draft.Id);
        Assert.Equal((id, "签字已补全。"), (Assert.Single(form.Content.Verifications).RectificationId, form.Content.Verifications[0].Seen));
        Assert.Equal(id, Assert.Single(form.OpenThere).Id);
        Assert.Empty(await SightingsAsync(bench, id));

        content = content with { Verifications = [new() { RectificationId = id, Seen = "三处签字都已补全。" }] };
        var issued = await bench.IssueAsync(key, draft.Version, content);
        Assert.True(issued.Succeeded, issued.Message);
        Assert.Equal("三处签字都已补全。", Assert.Single(await SightingsAsync(bench, id)).Seen);
        var page = await bench.QueryAsync(db => db.Service<InspectionPageQuery>().ReadAsync(draft.Id, bench.Other, Token));
        Assert.Equal(("整改〔2023〕第1号", "三处签字都已补全。"), (Assert.Single(page!.Verifications).Label, page.Verifications[0].Seen));
        Assert.Contains((await bench.AuditAsync()), e => e.Details?.Contains("本次核验 整改〔2023〕第1号", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task What_is_emptied_is_forgotten_and_a_discarded_draft_leaves_nothing()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var id = await RaisedAsync(bench, "补全签字。");
        var key = Guid.NewGuid();
        var content = bench.Complete() with { Verifications = [new() { RectificationId = id, Seen = "签字已补全。" }] };
        var draft = (await bench.SaveAsync(key, 0, content)).Value;
        draft = (await bench.SaveAsync(key, draft.Version, content with { Verifications = [new() { RectificationId = id, Seen = " " }] })).Value;
        Assert.Empty((await bench.FormAsync(draft.Id)).Content.Verifications);
        draft = (await bench.SaveAsync(key, draft.Version, content)).Value;
        Assert.True((await bench.ServiceAsync(s => s.DiscardAsync(draft.Id, draft.Version, bench.Supervisor, Token))).Succeeded);
        Assert.False(await bench.QueryAsync(db => db.InspectionVerifications.AnyAsync(Token)));
    }

    [Fact]
    public async Task What_is_closed_or_unknown_is_not_verified_but_what_was_written_while_it_was_open_stays()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var id = await RaisedAsync(bench, "补全签字。");
        var key = Guid.NewGuid();
        var content = bench.Complete() with { Verifications = [new() { RectificationId = id, Seen = "签字已补全。" }] };
        var draft = (await bench.SaveAsync(key, 0, content)).Value;
        await SetAsync(bench, id, RectificationState.Closed);

        var refused = await bench.SaveAsync(Guid.NewGuid(), 0, content);
        Assert.Equal((Outcome.Refused, $"Verifications[{id}].Seen"), (refused.Outcome, Assert.Single(refused.Errors).Field));
        Assert.Equal(Outcome.Refused, (await bench.SaveAsync(Guid.NewGuid(), 0, content with { Verifications = [new() { RectificationId = 9999, Seen = "看过。" }] })).Outcome);
        Assert.True((await bench.IssueAsync(key, draft.Version, content)).Succeeded);
    }

    private static async Task<int> RaisedAsync(InspectionBench bench, string problem)
    {
        var visit = await bench.IssuedAsync(bench.Complete(bench.ToPutRight(problem)));
        return Assert.Single(await bench.RectificationsAsync(visit.Id)).Id;
    }

    private static Task<int> AloneAsync(InspectionBench bench, string problem) => bench.QueryAsync(async db =>
        (await db.Service<RectificationService>(new CalendarReader(db, new StampedCache(), new DataStamp(db)), bench.Database.Clock).RaiseAsync(
            new RaiseRectification(Guid.NewGuid(), bench.World.Lead.Id, problem, new DateOnly(2023, 11, 3), null), bench.Supervisor, Token)).Value);

    private static Task<int> SetAsync(InspectionBench bench, int id, RectificationState state) => bench.QueryAsync(async db =>
    {
        (await db.Rectifications.SingleAsync(r => r.Id == id, Token)).State = state;
        return await db.SaveChangesAsync(Token);
    });

    private static Task<IEnumerable<int>> AtAsync(InspectionBench bench, string? town, string? place) => bench.QueryAsync(async db =>
        (await bench.FormQuery(db).OpenAtAsync(town, place, bench.Supervisor, Token)).Select(r => r.Id));

    private static Task<IReadOnlyList<RectificationSighting>> SightingsAsync(InspectionBench bench, int id) => bench.QueryAsync(async db =>
        (await new RectificationPageQuery(db, new CalendarReader(db, new StampedCache(), new DataStamp(db)), bench.Database.Clock).ReadAsync(id, bench.Supervisor, Token))!.Sightings);
}
