using System.Text;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Audit;

public sealed class AuditReadTests
{
    private static readonly AuditVocabulary Words = TestServices.Words;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Pages_turn_by_sequence_and_come_back_to_where_they_were(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await WriteAsync(database, 120, _ => Note("a", AccountAudit.SignIn));
        await using var db = database.Open();
        var query = new AuditQuery(db);

        var first = await query.ListAsync(new AuditFilter(), null, null, Cancel);
        Assert.Equal((120, 71), (first.Lines[0].Sequence, first.Lines[^1].Sequence));
        Assert.Null(first.Newer);
        database.Statements.Reset();
        var second = await query.ListAsync(new AuditFilter(), first.Older, null, Cancel);
        Assert.Equal(1, database.Statements.Count);
        Assert.Equal((70, 21), (second.Lines[0].Sequence, second.Lines[^1].Sequence));
        var third = await query.ListAsync(new AuditFilter(), second.Older, null, Cancel);
        Assert.Equal((20, 1), (third.Lines[0].Sequence, third.Lines[^1].Sequence));
        Assert.Null(third.Older);
        var back = await query.ListAsync(new AuditFilter(), null, third.Newer, Cancel);
        Assert.Equal(second.Lines.Select(l => l.Sequence), back.Lines.Select(l => l.Sequence));
        var top = await query.ListAsync(new AuditFilter(), null, back.Newer, Cancel);
        Assert.Equal(first.Lines.Select(l => l.Sequence), top.Lines.Select(l => l.Sequence));
        Assert.Null(top.Newer);
    }

    public static TheoryData<AuditFilter, int> Filters => new()
    {
        { new AuditFilter(), 6 },
        { new AuditFilter { UserName = "jyk-staff" }, 2 },
        { new AuditFilter { UserName = " jyk-staff " }, 2 },
        { new AuditFilter { UserName = "" }, 6 },
        { new AuditFilter { Action = ReportAudit.SubmitReport }, 1 },
        { new AuditFilter { Result = AuditResult.Failed }, 1 },
        { new AuditFilter { ObjectType = "MonthlyReport" }, 2 },
        { new AuditFilter { ObjectType = "MonthlyReport", ObjectId = "5" }, 1 },
        { new AuditFilter { From = new DateOnly(2023, 10, 21) }, 3 },
        { new AuditFilter { To = new DateOnly(2023, 10, 20) }, 3 },
        { new AuditFilter { From = new DateOnly(2023, 10, 20), To = new DateOnly(2023, 10, 20), UserName = "x" }, 1 },
        { new AuditFilter { To = DateOnly.MaxValue }, 6 },
    };

    /// <summary>Days are Beijing's: the fourth entry is written at midnight there, which is 16:00 UTC of the day before.</summary>
    [Theory, MemberData(nameof(Filters))]
    public async Task Each_filter_narrows_as_it_says(AuditFilter filter, int expected)
    {
        await using var database = await TestDatabase.CreateAsync();
        AuditNote[] notes =
        [
            Note("jyk-staff", ReportAudit.SaveDraft, "MonthlyReport", "4"),
            Note("jyk-staff", ReportAudit.SubmitReport, "MonthlyReport", "5"),
            Note("x", AccountAudit.SignIn) with { Result = AuditResult.Failed },
            Note("y", AccountAudit.SignIn),
            Note("y", AccountAudit.SignOut),
            Note("y", AccountAudit.CreateUser, "PortalUser", "4"),
        ];
        await WriteAsync(database, notes.Length, i =>
        {
            if (i == 3)
                database.Time.SetUtcNow(new DateTimeOffset(2023, 10, 20, 16, 0, 0, TimeSpan.Zero));
            return notes[i];
        });
        await using var db = database.Open();
        Assert.Equal(expected, (await new AuditQuery(db).ListAsync(filter, null, null, Cancel)).Lines.Count);
    }

    [Theory, Engines]
    public async Task An_export_is_a_table_that_runs_nothing_and_is_on_record(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await WriteAsync(database, 1, _ => Note("=cmd|' /C calc'!A0", AccountAudit.SignIn) with { Reason = "两行\n和\"引号\"，逗号,在内" });
        await using var db = database.Open();
        using var stream = new MemoryStream();
        var count = await db.Service<AuditExport>().WriteAsync(new AuditFilter { From = new DateOnly(2023, 10, 1) }, Actor.System(), stream, Cancel);

        Assert.Equal(2, count);
        Assert.Equal([0xEF, 0xBB, 0xBF], stream.ToArray()[..3]);
        var text = Encoding.UTF8.GetString(stream.ToArray()[3..]);
        Assert.Contains("1,2023-10-20 09:00:00.000000,'=cmd|' /C calc'!A0,,登录,account.sign-in,成功,", text, StringComparison.Ordinal);
        Assert.Contains("\"两行\n和\"\"引号\"\"，逗号,在内\"", text, StringComparison.Ordinal);
        var entry = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Sequence == 2, Cancel);
        Assert.Equal((TrailAudit.ExportAudit, "自 2023-10-01"), (entry.Action, entry.ObjectTitle));
        Assert.Contains(entry.Hash, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("教育科", "教育科")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("=a\"b", "\"'=a\"\"b\"")]
    [InlineData(null, "")]
    public void A_cell_is_quoted_and_never_a_formula(string? cell, string expected) => Assert.Equal(expected + ",x", Csv.Line([cell, "x"]));

    [Fact]
    public void Changes_are_told_in_words()
    {
        var changes = Words.Changes("""{"State":["Draft","AwaitingSectionReview"],"IsActive":["True","False"],"Name":[null,"教育科"],"other":"x"}""");
        Assert.Equal(
            [new("状态", "草稿", "待科室审核"), new("在用", "是", "否"), new("名称", null, "教育科"), new("other", null, "x")],
            changes);
        Assert.Equal([new AuditChange("内容", null, "不是 JSON")], Words.Changes("不是 JSON"));
        Assert.Empty(Words.Changes(null));
    }

    [Fact]
    public void Every_act_has_a_word() => Assert.All(
        typeof(AuditVocabulary).Assembly.GetTypes().Where(t => t.GetProperty("Words")?.PropertyType == typeof(AuditWords))
            .SelectMany(t => t.GetFields()).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!),
        code => Assert.NotEqual(code, Words.Action(code)));

    private static AuditNote Note(string user, string action, string? type = null, string? id = null) =>
        new(new Actor { UserName = user, DisplayName = user }, action) { ObjectType = type, ObjectId = id };

    private static async Task WriteAsync(TestDatabase database, int count, Func<int, AuditNote> note)
    {
        for (var i = 0; i < count; i++)
        {
            await using var db = database.Open();
            db.Note(note(i));
            await db.SaveChangesAsync(Cancel);
        }
    }
}
