using System.Globalization;
using AngleSharp.Html.Dom;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Testing;
using SkiaSharp;

namespace Pengshui.RuralEdu.Web.Tests.Inspections;

/// <summary>Fills in and sends the form of an inspection as a browser would.</summary>
internal static class InspectionForms
{
    /// <summary>A complete visit about task 1 of 教育科, nothing to put right.</summary>
    public static Dictionary<string, string?> Whole(TestWorld world) => new()
    {
        ["Town"] = "示例镇",
        ["Place"] = "示例小学",
        ["VisitedOn"] = "2023-10-18",
        ["Kind"] = "Visit",
        ["Dimensions"] = "Work",
        ["Findings"] = "查看了台账，与上报一致。",
        ["NeedsRectification"] = "false",
    };

    /// <summary>Opens the form about task 1, fills it in and presses a button.</summary>
    public static async Task<HttpResponseMessage> SendInspectionAsync(
        this HttpClient client, IEnumerable<KeyValuePair<string, string?>> fields, string act = "save", string address = "/inspections/new?task=1")
    {
        var page = await client.GetDocumentAsync(address);
        return await client.SubmitAsync(page, address, fields, "#inspection-form", $"Do={act}");
    }

    /// <summary>A draft; its key in the database.</summary>
    public static async Task<int> DraftInspectionAsync(this HttpClient client, IEnumerable<KeyValuePair<string, string?>> fields)
    {
        var location = (await client.SendInspectionAsync(fields)).LocationOf();
        return int.Parse(location.Split('/')[2], CultureInfo.InvariantCulture);
    }

    /// <summary>An issued inspection, with a photo where one is given.</summary>
    public static async Task<int> IssueInspectionAsync(this HttpClient client, TestWorld world, byte[]? photo = null)
    {
        var id = await client.DraftInspectionAsync(Whole(world));
        if (photo is not null)
            (await client.UploadPhotoAsync(id, photo)).EnsureSuccessStatusCode();
        var issued = await client.SendInspectionAsync([], "issue", $"/inspections/{id}/edit");
        Assert.Equal($"/inspections/{id}", issued.LocationOf());
        return id;
    }

    /// <summary>Sends the form of a new visit about task 1 with a photo in it, as a browser without a script does.</summary>
    public static async Task<HttpResponseMessage> SendWithPhotoAsync(this HttpClient client, TestWorld world, HttpContent photo, string act, string name = "校门.jpg")
    {
        const string address = "/inspections/new?task=1";
        var page = await client.GetDocumentAsync(address);
        using var body = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("#inspection-form input[type=hidden]"))
            body.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        foreach (var (field, value) in Whole(world))
            body.Add(new StringContent(value!), field);
        body.Add(photo, "Photos", name);
        body.Add(new StringContent(act), "Do");
        return await client.PostAsync(address, body, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a photo as the script does.</summary>
    public static async Task<HttpResponseMessage> UploadPhotoAsync(this HttpClient client, int id, byte[] photo, string name = "校门.jpg")
    {
        var form = await client.GetDocumentAsync($"/inspections/{id}/edit");
        using var body = new MultipartFormDataContent
        {
            { new ByteArrayContent(photo), "file", name },
            { new StringContent(TokenOf(form)), "__RequestVerificationToken" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/inspections/{id}/photos") { Content = body };
        request.Headers.Add("X-Requested-With", "fetch");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>What the script sends to keep the draft: the form's fields under its key.</summary>
    public static async Task<HttpResponseMessage> AutosaveInspectionAsync(this HttpClient client, IHtmlDocument page, IEnumerable<KeyValuePair<string, string?>> fields)
    {
        var form = page.QuerySelector("#inspection-form")!;
        form.SetAttribute("action", form.GetAttribute("data-autosave-url")!);
        return await client.SubmitAsync(page, "", fields, "#inspection-form");
    }

    /// <summary>The form's token.</summary>
    public static string TokenOf(IHtmlDocument page) => page.QuerySelector("#inspection-form [name=__RequestVerificationToken]")!.GetAttribute("value")!;

    /// <summary>The field of an item.</summary>
    public static string Field(Responsibility part, string name) => $"Items[{part.PlanTaskId}-{part.SectionId}].{name}";

    /// <summary>A small photo.</summary>
    public static byte[] Photo()
    {
        using var bitmap = new SKBitmap(40, 30);
        bitmap.Erase(SKColors.SteelBlue);
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }
}
