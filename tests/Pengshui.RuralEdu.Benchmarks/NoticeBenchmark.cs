using System.Diagnostics;
using System.Text;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>Seconds to read and understand a notice of 200 pages: 150 000 characters in some 700 tasks.</summary>
internal static class NoticeBenchmark
{
    private const int Rounds = 5;
    private const int CharactersOfAPage = 750;
    private const int Pages = 200;

    public static async Task RunAsync()
    {
        var text = Notice();
        var bytes = Encoding.UTF8.GetBytes(text);
        Console.WriteLine("| notice of 200 pages | characters | tasks | seconds, median of 5 | first |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        var times = new List<double>();
        var tasks = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var source = await NoticeReader.ReadAsync("notice.txt", new MemoryStream(bytes), CancellationToken.None);
            var notice = NoticeParser.Parse(source.Value).Value;
            tasks = PlanProposal.Of(notice).Tasks.Count;
            times.Add(watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine($"| text | {text.Length} | {tasks} | {times.Order().ElementAt(Rounds / 2):0.00} | {times[0]:0.00} |");
    }

    private static string Notice()
    {
        var text = new StringBuilder("示例县教育委员会\n2024年3月20日\n示例县2024年乡村教育工作方案\n一、重点任务\n");
        for (var number = 1; text.Length < Pages * CharactersOfAPage; number++)
        {
            if (number % 20 == 1)
                text.Append("（一）第").Append(number).Append("组示例工作\n");
            text.Append(number).Append(".做好第").Append(number).Append("项示例工作。");
            for (var clause = 0; clause < 6; clause++)
                text.Append("按月摸排并登记台账，发现问题及时处置，覆盖率达到97%以上；");
            text.Append("按期总结。（责任科室：教育科、人事科）\n");
        }

        return text.ToString();
    }
}
