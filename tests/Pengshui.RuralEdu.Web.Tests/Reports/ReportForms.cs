using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Reports;

/// <summary>What a section types into the form of a report of the test world, and how it is sent.</summary>
internal static class ReportForms
{
    public static int ReportId(this PortalFactory portal, Responsibility responsibility) => portal.World.ReportOf(responsibility).Id;

    /// <summary>Everything that 教育科's report on task 1 asks for.</summary>
    public static Dictionary<string, string?> Whole(string progress = "完成第二轮入户摸排，核实学籍异动 26 人。") => new()
    {
        ["Measures[0].State"] = "Continuous",
        ["Measures[1].State"] = "InProgress",
        ["Measures[2].State"] = "Continuous",
        ["Measures[0].Note"] = "第二轮摸排已完成",
        ["Figures[0].Numerator"] = "４１",
        ["Figures[0].Denominator"] = "41",
        ["Clearance[0].Expected"] = "38,120",
        ["Clearance[0].Present"] = "37996",
        ["Clearance[0].TransferredOut"] = "21",
        ["Clearance[0].SickLeave"] = "74",
        ["Clearance[0].HomeTaught"] = "29",
        ["Clearance[0].SuspectedBefore"] = "0",
        ["Clearance[0].SuspectedNew"] = "0",
        ["Clearance[0].SuspectedReturned"] = "0",
        ["Clearance[0].ConfirmedDropouts"] = "0",
        ["Clearance[1].Expected"] = "23362",
        ["Clearance[1].Present"] = "23309",
        ["Clearance[1].TransferredOut"] = "5",
        ["Clearance[1].SickLeave"] = "34",
        ["Clearance[1].HomeTaught"] = "12",
        ["Clearance[1].SuspectedBefore"] = "4",
        ["Clearance[1].SuspectedNew"] = "3",
        ["Clearance[1].SuspectedReturned"] = "5",
        ["Clearance[1].ConfirmedDropouts"] = "0",
        ["ClearanceComparedOn"] = "2023-10-19",
        ["Progress"] = progress,
        ["Problems"] = "无",
        ["NoCoordination"] = "true",
        ["NextSteps"] = "逐人劝返，完成第三轮摸排。",
        ["CompletionRate"] = "75",
        ["SelfLight"] = "Green",
    };

    public static Task<HttpResponseMessage> FileAsync(this HttpClient client, int report, IEnumerable<KeyValuePair<string, string?>> values, string button = "submit") =>
        client.PostFormAsync($"/reports/{report}/edit", values, "#report-form", "Do=" + button);

    /// <summary>A step of the workflow, by its button.</summary>
    public static async Task<HttpResponseMessage> StepAsync(this HttpClient client, int report, string step, string? reason = null)
    {
        var page = await client.GetDocumentAsync($"/reports/{report}");
        var button = page.QuerySelector($"button[formaction$='/{step}'], form[action$='/{step}'] button");
        Assert.True(button is not null, $"no button for {step}");
        var form = button!.Closest("form")!;
        form.SetAttribute("action", $"/reports/{report}/{step}");
        return await client.SubmitAsync(page, $"/reports/{report}", reason is null ? [] : [new("Reason", reason)], $"#{(string.IsNullOrEmpty(form.Id) ? Named(form) : form.Id)}");
    }

    public static ByteArrayContent Pdf(string text = "佐证")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% {text}\ntrailer<</Root 1 0 R>>\n%%EOF\n"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return content;
    }

    /// <summary>The form as a browser without a script sends it with files.</summary>
    public static async Task<HttpResponseMessage> FileWithFilesAsync(
        this HttpClient client, int report, IEnumerable<KeyValuePair<string, string?>> values, params (string Name, HttpContent Content)[] files)
    {
        var page = await client.GetDocumentAsync($"/reports/{report}/edit");
        using var body = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("#report-form input[type=hidden]"))
            body.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        foreach (var (name, value) in values)
            body.Add(new StringContent(value!), name);
        foreach (var (name, content) in files)
            body.Add(content, "Files", name);
        body.Add(new StringContent("upload"), "Do");
        return await client.PostAsync($"/reports/{report}/edit", body, TestContext.Current.CancellationToken);
    }

    public static async Task<ReportState> StateAsync(this PortalFactory portal, int report)
    {
        await using var db = portal.Open();
        return (await db.MonthlyReports.FindAsync([report], TestContext.Current.CancellationToken))!.State;
    }

    private static string Named(IElement form)
    {
        form.Id = "found-form";
        return form.Id;
    }
}
