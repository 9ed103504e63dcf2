using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Pengshui.RuralEdu.Web.Tests.Commands;

/// <summary><c>plan import</c>, as a process.</summary>
public sealed class PlanImportCommandTests : IDisposable
{
    private const string Notice = """
        测试县教育委员会
        2024年3月15日
        2024年乡村教育振兴工作方案
        一、重点任务
        （一）兜牢底线
        1.持续巩固义务教育控辍保学成果。定期摸排。（责任科室：教育科）
        2.办好书香校园。开展阅读活动。（责任科室：体卫艺科、教育科）
        """;

    private readonly TemporaryDirectory directory = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    [Fact]
    public async Task A_notice_is_tried_then_made_a_draft_then_brought_up_to_date()
    {
        var file = await FileAsync("notice.txt", Notice);
        var tried = await RunAsync("plan", "import", file, "--dry-run", "--json");
        Assert.Equal(0, tried.Code);
        Assert.Equal(2, JsonDocument.Parse(tried.Output).RootElement.GetProperty("tasks").GetArrayLength());

        Assert.Equal(0, (await RunAsync("database", "migrate")).Code);
        var asked = await RunAsync("plan", "import", file);
        Assert.Equal(1, asked.Code);
        Assert.Contains("“体卫艺科”不在科室名单里", asked.Error, StringComparison.Ordinal);

        var made = await RunAsync("plan", "import", file, "--new-sections", "--json");
        Assert.True(made.Code == 0, made.ToString());
        Assert.Equal(2024, JsonDocument.Parse(made.Output).RootElement.GetProperty("year").GetInt32());
        Assert.Contains("2024 年工作方案草稿已生成，2 项任务。", made.Error, StringComparison.Ordinal);
        Assert.Contains("新科室：体卫艺科。", made.Error, StringComparison.Ordinal);

        var again = await RunAsync("plan", "import", file);
        Assert.True(again.Code == 0, again.ToString());
        Assert.Contains("草稿已按通知更新", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_in_force_gets_the_words_of_its_tasks()
    {
        var file = await FileAsync("notice.txt", Notice.Replace("2024", "2023", StringComparison.Ordinal));
        await RunAsync("database", "migrate");
        await RunAsync("plan", "load");

        var amended = await RunAsync("plan", "import", file);

        Assert.True(amended.Code == 0, amended.ToString());
        Assert.Contains("1 项任务的原文已补入，记为修订", amended.Output, StringComparison.Ordinal);
        Assert.Contains("任务 2“办好书香校园”在执行中的方案里没有", amended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("今天天气很好。", "没有找到重点任务")]
    [InlineData("", "空的")]
    public async Task What_is_no_notice_ends_with_2_and_the_reason(string text, string reason)
    {
        var ended = await RunAsync("plan", "import", await FileAsync("letter.txt", text));
        Assert.Equal(2, ended.Code);
        Assert.Contains(reason, ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2()
    {
        var ended = await RunAsync("plan", "import", directory["none.txt"], "--dry-run");
        Assert.Equal(2, ended.Code);
        Assert.Contains("打不开", ended.Error, StringComparison.Ordinal);
    }

    private async Task<string> FileAsync(string name, string text)
    {
        await File.WriteAllTextAsync(directory[name], text, TestContext.Current.CancellationToken);
        return directory[name];
    }

    private Task<Ended> RunAsync(params string[] arguments) => PortalProcess.RunAsync(directory["data"], arguments);
}
