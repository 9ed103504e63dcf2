namespace Pengshui.RuralEdu.Web.Tests.Units;

/// <summary>Gives the portal a list of units.</summary>
public static class UnitLists
{
    public const string List = "单位名称\t类别\t标识码\t学段\t所在乡镇街道\n示例镇\t乡镇街道\n示例新校\t学校\t2150000020\t小学\t示例镇\n示例坏校\t学校\t12\t小学\t示例镇\n";

    /// <summary>Pastes a list; the address of its preview.</summary>
    public static async Task<string> StartUnitListAsync(this HttpClient client, string list = List) =>
        (await client.PostFormAsync("/units/import", new Dictionary<string, string?> { ["Text"] = list })).LocationOf();
}
