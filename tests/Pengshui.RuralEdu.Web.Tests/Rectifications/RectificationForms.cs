using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Rectifications;

/// <summary>How people send the forms of rectifications.</summary>
internal static class RectificationForms
{
    public const string Problem = "示例小学食堂台账缺九月的进货票据。";

    /// <summary>Raises one through the form; it is the portal's next key.</summary>
    public static async Task<string> RaiseAsync(this HttpClient client, int responsibilityId, string dueOn = "2023-10-31") =>
        (await client.PostFormAsync("/rectifications/new", new Dictionary<string, string?>
        {
            ["ResponsibilityId"] = $"{responsibilityId}", ["Problem"] = Problem, ["DueOn"] = dueOn,
        })).LocationOf();

    /// <summary>The section's form with one of its two buttons.</summary>
    public static async Task<HttpResponseMessage> AnswerAsync(this HttpClient client, string address, string step, string? measures = "逐校补齐。", string? feedback = "已补齐。")
    {
        var page = await client.GetDocumentAsync(address);
        page.QuerySelector("#answer")!.SetAttribute("action", $"{address}/{step}");
        return await client.SubmitAsync(page, address, new Dictionary<string, string?> { ["Measures"] = measures, ["Feedback"] = feedback }, "#answer");
    }

    /// <summary>The form as a browser without a script sends it with a file.</summary>
    public static async Task<HttpResponseMessage> AnswerWithFileAsync(this HttpClient client, int id, string step, params (string Name, HttpContent Content)[] files)
    {
        var page = await client.GetDocumentAsync($"/rectifications/{id}");
        using var body = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("#answer input[type=hidden]"))
            body.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        body.Add(new StringContent("逐校补齐。"), "Measures");
        body.Add(new StringContent("已补齐。"), "Feedback");
        foreach (var (name, content) in files)
            body.Add(content, "Files", name);
        return await client.PostAsync($"/rectifications/{id}/{step}", body, TestContext.Current.CancellationToken);
    }

    /// <summary>A file of the supervisor's about what was seen, as the script sends it.</summary>
    public static async Task UploadVerificationAsync(this HttpClient client, string address)
    {
        var page = await client.GetDocumentAsync(address);
        using var body = new MultipartFormDataContent
        {
            { ReportForms.Pdf(), "file", "现场照片.pdf" },
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
        };
        (await client.PostAsync($"{address}/verification-files", body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    /// <summary>A form of the supervisor's, by where it posts.</summary>
    public static Task<HttpResponseMessage> DecideAsync(this HttpClient client, string address, string step, params (string Name, string? Value)[] values) =>
        client.PostFormAsync(address, values.Select(v => KeyValuePair.Create(v.Name, v.Value)), $"form[action$='/{step}']");

    public static async Task<RectificationState> StateOfAsync(this PortalFactory portal, string address)
    {
        await using var db = portal.Open();
        return (await db.Rectifications.FindAsync([int.Parse(address[(address.LastIndexOf('/') + 1)..])], TestContext.Current.CancellationToken))!.State;
    }
}
