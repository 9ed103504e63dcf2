using System.Text.Json;

namespace Pengshui.RuralEdu.Notices.Tests;

public sealed class WarningTests
{
    [Fact]
    public void What_is_alike_in_many_tasks_is_said_once_and_the_weightiest_first()
    {
        var notice = Notices.Parsed(NoticeReader.Paste(
            "2024年方案\n一、重点任务\n1.甲事。做。（责任科室：教育科、人事科、县财政局）\n2.乙事。做。（责任科室：教育科、人事科）\n3.丙事。做。（责任科室：教育科、县审计局）\n4.丁事。做。\n5.戊事。做。（县公安局负责）\n6.己事。做。（责任科室：教育科）\n二、工作要求\n各责任科室要抓紧。\n").Value);

        Assert.Equal([WarningKind.LeftOut, WarningKind.LeadByOrder, WarningKind.OutsideBody, WarningKind.Front, WarningKind.Front], notice.Warnings.Select(w => w.Kind));
        Assert.Equal("没有写明谁牵头，按写在前面的科室牵头，其余配合，请核对（任务 1、2）。", notice.Warnings[1].Message);
        Assert.Equal([1, 2], notice.Warnings[1].Tasks!);
        Assert.Equal("“县财政局”“县审计局”不是本单位科室，没有列入责任科室，请核对（任务 1、3）。", notice.Warnings[2].Message);
        Assert.Equal(
            ["4 没有写责任科室（未指定），请填写。", "5 只写了外单位（县公安局），没有写本单位科室（未指定），请填写。"],
            notice.Tasks.SelectMany(t => t.Warnings.Select(w => $"{t.Number} {w.Message}")));
    }

    /// <summary>A draft that was stored before there were kinds.</summary>
    [Fact]
    public void A_stored_warning_without_a_kind_is_still_read()
    {
        var warning = JsonSerializer.Deserialize<ParseWarning>("""{"Message":"请核对。","Place":{"Start":3,"Length":2}}""")!;

        Assert.Equal(("请核对。", new TextSpan(3, 2), WarningKind.Other), (warning.Message, warning.Place!.Value, warning.Kind));
        Assert.Null(warning.Tasks);
    }

    [Fact]
    public void A_stored_warning_keeps_its_kind_and_tasks()
    {
        var warning = new ParseWarning("请核对。") { Kind = WarningKind.LeadByOrder, Tasks = [2, 3] };

        var read = JsonSerializer.Deserialize<ParseWarning>(JsonSerializer.Serialize(warning))!;

        Assert.Equal(WarningKind.LeadByOrder, read.Kind);
        Assert.Equal([2, 3], read.Tasks!);
    }
}
