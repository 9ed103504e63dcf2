namespace Pengshui.RuralEdu.Web.Tests.Plans;

/// <summary>Gives the portal a notice.</summary>
public static class Imports
{
    public const string Notice = """
        测试县教育委员会
        2024年3月15日
        2024年乡村教育振兴工作方案
        一、重点任务
        （一）兜牢底线
        1.持续巩固控辍保学。定期摸排；送教上门；适龄残疾儿童入学率达到97%以上。（责任科室：教育科、基建科）
        2.优化学校布局。调研布局。（责任科室：基建科）
        （二）提升能力
        3.建设书香校园。开展阅读活动。（责任科室：体卫艺科）
        """;

    /// <summary>Pastes a notice; the address of its preview.</summary>
    public static async Task<string> StartImportAsync(this HttpClient client, string notice = Notice) =>
        (await client.PostFormAsync("/plans/import", new Dictionary<string, string?> { ["Text"] = notice })).LocationOf();
}
