using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

/// <summary>What people wrote into a bulletin, held against the data.</summary>
public sealed class BulletinDoubtTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task What_the_writer_draws_contradicts_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var source = await SourceAsync(database);
        Assert.Empty(BulletinDoubts.Find(BulletinWriter.Write(source), source));
    }

    /// <summary>In the small county of 2023-10: two tasks, one confirmed report (task 1, 40%, red by its schedule), two that are not.</summary>
    [Theory]
    [InlineData("本月应报月报3份，已确认3份。", "已确认月报 3", "1")]
    [InlineData("本月应报月报４份。", "应报月报 4", "3")]
    [InlineData("还有一份月报没有确认。", "没有确认的月报 1", "2")]
    [InlineData("按灯色规则判定，红灯 7 项。", "红灯 7", "1")]
    [InlineData("有七项任务被判为红灯。", "红灯 7", "1")]
    [InlineData("完成率平均为95.5%，进展良好。", "平均完成率 95.5", "没有")]
    [InlineData("完成率平均为40%。", "平均完成率 40", "没有")] // before the month's due day there is no mean yet
    [InlineData("科室提出需要协调的问题5个。", "需要协调的事项 5", "没有")]
    [InlineData("科室提出需要协调的事项5项。", "需要协调的事项 5", "没有")]
    [InlineData("本月开展督查3次，成效明显。", "督查次数 3", "没有")]
    [InlineData("提出整改问题2个，销号2个。", "提出的整改问题 2", "没有")]
    [InlineData("整改逾期3件。", "整改逾期 3", "没有")]
    public async Task A_number_beside_a_known_word_that_the_data_do_not_have_is_named_with_its_sentence(string text, string says, string data)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var source = await SourceAsync(database);
        var doubt = BulletinDoubts.Find(BulletinWriter.Write(source).With(BulletinPart.Overview, $"开头一句。{text}最后一句。"), source)[0];
        Assert.Equal((BulletinPart.Overview, says, data), (doubt.Part, doubt.Says, doubt.Data));
        Assert.Contains(doubt.Sentence, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("本月应报月报3份，已确认1份；其余2份还没有确认。")]
    [InlineData("全县18所学校，3个乡镇参加，红灯区宣传2次。")]
    [InlineData("1项任务为红灯，0项变差。")]
    [InlineData("")]
    public async Task What_agrees_or_speaks_of_something_else_is_not_named(string text)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var source = await SourceAsync(database);
        Assert.Empty(BulletinDoubts.Find(BulletinWriter.Write(source).With(BulletinPart.Overview, text), source));
    }

    [Fact]
    public async Task The_light_and_the_rate_of_a_task_are_held_against_the_task()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var source = await SourceAsync(database);
        var drawn = BulletinWriter.Write(source, BulletinPart.Tasks);
        var line = drawn.Split('\n').Single(l => l.StartsWith("1．", StringComparison.Ordinal));
        var light = new[] { "绿灯", "黄灯", "红灯" }.Single(l => line.Contains($"。{l}，完成率40%", StringComparison.Ordinal));
        var other = light == "绿灯" ? "红灯" : "绿灯";

        var doubts = BulletinDoubts.Find(
            BulletinWriter.Write(source).With(BulletinPart.Tasks, drawn.Replace($"。{light}，完成率40%", $"。{other}，完成率48%", StringComparison.Ordinal)), source);
        Assert.Equal([("任务1的灯 " + other, light), ("任务1的完成率 48%", "40%")], doubts.Select(d => (d.Says, d.Data)));
    }

    private static async Task<BulletinSource> SourceAsync(TestDatabase database)
    {
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r => r.CompletionRate = 40);
        await using var db = database.Open();
        return (await new BulletinBench(database, db).Reader.ReadAsync(null, October, Cancel))!;
    }
}
