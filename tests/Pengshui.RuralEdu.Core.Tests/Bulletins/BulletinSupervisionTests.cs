using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Tests.Inspections;
using Pengshui.RuralEdu.Core.Tests.Rectifications;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

/// <summary>督查和整改 of a bulletin: its sentences and the rows behind them. The plan's today is 2023-10-20.</summary>
public sealed class BulletinSupervisionTests
{
    private const string Nothing = "本月没有督查记录。\n没有需要整改的问题。";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly Month October = new(2023, 10);

    private static readonly RectificationState[] States =
    [
        RectificationState.Open, RectificationState.InProgress, RectificationState.AwaitingVerification, RectificationState.Returned, RectificationState.Closed,
        RectificationState.AwaitingLookBack,
    ];

    private static readonly string[] Ranking = ["排名", "名次", "第一", "最", "评分", "得分", "先进", "落后", "倒数", "优秀", "较差", "表扬", "批评"];

    [Theory, Engines]
    public async Task What_was_issued_is_told_and_drafts_are_not(DatabaseProvider engine)
    {
        await using var bench = await InspectionBench.CreateAsync(engine);
        await bench.DraftAsync(bench.Complete(bench.ToPutRight("草稿里的问题。")));
        Assert.Equal(Nothing, await ReadAsync(bench.Database));
        var issued = await bench.IssueAsync(Guid.NewGuid(), 0, bench.Complete(bench.ToPutRight("补全签字", dueOn: new DateOnly(2023, 10, 31))));
        Assert.True(issued.Succeeded, issued.Message);

        Assert.Equal(
            """
            本月开展督查1次，为实地走访。
            1．督〔2023〕第1号，10月18日，示例镇示例小学（实地走访），涉及任务1。查看了台账，与上报一致。
            本月提出整改问题1个。到10月20日，还没有销号的1个，没有超过整改期限的。
            1．整改〔2023〕第1号，任务1，教育科，整改期限10月31日。补全签字。
            """.ReplaceLineEndings("\n"),
            await ReadAsync(bench.Database));
    }

    [Theory, Engines]
    public async Task A_rectification_is_told_as_it_stood_then(DatabaseProvider engine)
    {
        await using var bench = await RectificationBench.CreateAsync(engine);
        var id = await bench.RaiseAsync(RectificationBench.Today);
        await bench.AnswerAsync(id, RectificationAction.Submit);
        Assert.Contains("还没有销号的1个，其中已提交、等待核验1个。", await ReadAsync(bench.Database), StringComparison.Ordinal);
        await bench.DecideAsync(id, RectificationAction.Close, "抽看五所学校，票据齐全");

        // The visit on which it was verified is told too, and what was seen there.
        Assert.EndsWith(
            """
            本月提出整改问题1个，销号1个。已提出的问题全部销号。
            本月销号问题的核验情况：
            1．整改〔2023〕第1号，任务2，基建科。抽看五所学校，票据齐全。
            """.ReplaceLineEndings("\n"),
            await ReadAsync(bench.Database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_late_is_named_with_its_section_and_deadline_and_what_waits_for_verification_is_not_late()
    {
        var source = await SourceAsync();
        var text = Write(
            source,
            Row(1, (new(2023, 9, 1), RectificationState.Open, new(2023, 10, 13))),
            Row(2, (new(2023, 9, 1), RectificationState.Open, new(2023, 10, 13)), (new(2023, 10, 12), RectificationState.AwaitingVerification, new(2023, 10, 13))),
            Row(3, (new(2023, 9, 1), RectificationState.Open, new(2023, 10, 20))));

        Assert.Equal(
            """
            本月没有督查记录。
            本月没有新提出的整改问题，也没有销号。到10月20日，还没有销号的3个，其中已提交、等待核验1个，超过整改期限1个。
            1．整改〔2023〕第1号，任务1，教育科，整改期限10月13日，已超过期限。问题1。
            2．整改〔2023〕第2号，任务1，教育科，整改期限10月13日，等待核验。问题2。
            3．整改〔2023〕第3号，任务1，教育科，整改期限10月20日。问题3。
            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public async Task A_past_month_is_told_as_it_was_whatever_happened_since()
    {
        var source = await SourceAsync();
        source = source with { Plan = source.Plan with { Today = new DateOnly(2023, 12, 5) } };
        var text = Write(
            source,
            Row(1, (new(2023, 10, 8), RectificationState.Open, new(2023, 10, 27)), (new(2023, 11, 2), RectificationState.Closed, new(2023, 10, 27))),
            Row(2, (new(2023, 11, 8), RectificationState.Open, new(2023, 11, 20))));

        Assert.Contains("本月提出整改问题1个。到10月31日，还没有销号的1个，超过整改期限1个。", text, StringComparison.Ordinal);
        Assert.DoesNotContain("第2号", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("本月开展督查1次，为专项督查。", InspectionKind.Special)]
    [InlineData("本月开展督查2次，均为专项督查。", InspectionKind.Special, InspectionKind.Special)]
    [InlineData("本月开展督查3次，其中实地走访1次、专项督查2次。", InspectionKind.Visit, InspectionKind.Special, InspectionKind.Special)]
    public async Task Inspections_are_counted_by_kind(string sentence, params InspectionKind[] kinds)
    {
        var source = await SourceAsync() with
        {
            Inspections = [.. kinds.Select((k, i) => new InspectionSummary($"督〔2023〕第{i + 1}号", new DateOnly(2023, 10, 9), null, "示例小学", k, null, [1, 2]))],
        };
        var lines = Write(source).Split('\n');
        Assert.Equal(sentence, lines[0]);
        Assert.Equal("1．督〔2023〕第1号，10月9日，示例小学（" + kinds[0].Label() + "），涉及任务1、任务2。", lines[1]);
        Assert.Equal(kinds.Length + 2, lines.Length);
    }

    [Fact]
    public async Task Whatever_happened_the_counts_agree_with_the_rows_and_nobody_is_ranked()
    {
        var source = await SourceAsync();
        var day = Gen.Choose(0, 120).Select(n => new DateOnly(2023, 8, 1).AddDays(n));
        var standing = Gen.Zip(day, Gen.Zip(Gen.Elements(States), day)).Select(p => (From: p.Item1, State: p.Item2.Item1, DueOn: p.Item2.Item2));
        var history = Gen.Choose(1, 4).SelectMany(n => standing.ListOf(n)).Select(all => all.OrderBy(s => s.From).ToArray());
        var rows = Gen.Choose(0, 8).SelectMany(n => history.ListOf(n)).Select(all => all.Select((h, i) => Row(i + 1, h)).ToArray());
        Prop.ForAll(rows.ToArbitrary(), histories =>
        {
            var text = Write(source, histories);
            var (before, asOf) = (October.FirstDay.AddDays(-1), source.AsOf);
            var open = histories.Count(r => r.IsOpenOn(asOf));
            var lines = text.Split('\n').Where(l => l.Contains('．', StringComparison.Ordinal)).ToList();

            Assert.Equal(open, lines.Count);
            Assert.Equal(open, Number(text, "还没有销号的"));
            Assert.Equal(open, histories.Count(r => r.IsOpenOn(before)) + Number(text, "提出整改问题") - Number(text, "销号(?=\\d)") + Number(text, "回头看后重新整改"));
            Assert.Equal(histories.Count(r => r.IsOverdueOn(asOf)), Number(text, "超过整改期限"));
            Assert.All(histories.Where(r => r.IsOverdueOn(asOf)), row => Assert.Contains(
                lines, l => l.Contains($"{row.Label}，任务1，教育科，整改期限{ChineseDays.MonthAndDay(row.On(asOf)!.DueOn)}，已超过期限。", StringComparison.Ordinal)));
            Assert.Equal(histories.Count(r => r.IsOverdueOn(asOf)), lines.Count(l => l.Contains("已超过期限", StringComparison.Ordinal)));
            Assert.All(Ranking, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();
    }

    private static int Number(string text, string words) =>
        Regex.Match(text, $@"{words}(\d+)个") is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static string Write(BulletinSource source, params DatedRectification[] rows) => BulletinWriter.Write(
        source with { Plan = source.Plan with { Tasks = [source.Plan.Tasks[0] with { Rectifications = rows }, .. source.Plan.Tasks.Skip(1)] } },
        BulletinPart.Supervision);

    private static DatedRectification Row(int number, params (DateOnly From, RectificationState State, DateOnly DueOn)[] standings) =>
        new(number, Rectification.Label(2023, number), 1, new PlanSection(1, "jyk", "教育科", 1), $"问题{number}",
            [.. standings.Select(s => new RectificationStanding(s.From, s.State, s.DueOn))]);

    private static async Task<string> ReadAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return BulletinWriter.Write((await new BulletinBench(database, db).Reader.ReadAsync(null, October, Cancel))!, BulletinPart.Supervision);
    }

    private static async Task<BulletinSource> SourceAsync()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        return (await new BulletinBench(database, db).Reader.ReadAsync(null, October, Cancel))!;
    }
}
