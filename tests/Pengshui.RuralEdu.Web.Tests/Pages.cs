using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Pengshui.RuralEdu.Web.Tests;

/// <summary>Reads pages and sends their forms as a browser would.</summary>
public static class Pages
{
    /// <summary>The page at an address; fails where the answer is no page.</summary>
    public static async Task<IHtmlDocument> GetDocumentAsync(this HttpClient client, string address)
    {
        var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"GET {address} answered {(int)answer.StatusCode} {answer.Headers.Location}");
        return await answer.DocumentAsync();
    }

    /// <summary>The page in an answer.</summary>
    public static async Task<IHtmlDocument> DocumentAsync(this HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>
    /// Fetches the page, takes its form (the one that the selector finds, else the first that posts in the main part), puts the values in
    /// and sends it with everything else that the form holds, the token included.
    /// </summary>
    /// <param name="client">Who.</param>
    /// <param name="address">The page with the form.</param>
    /// <param name="values">Field name → value; a field that the form has not is added, a null takes it out.</param>
    /// <param name="form">CSS selector of the form, or of something inside it such as its button.</param>
    /// <param name="button">Value of the submit button's name, where several stand in the form: "name=value".</param>
    public static async Task<HttpResponseMessage> PostFormAsync(
        this HttpClient client, string address, IEnumerable<KeyValuePair<string, string?>> values, string? form = null, string? button = null)
    {
        var page = await client.GetDocumentAsync(address);
        return await client.SubmitAsync(page, address, values, form, button);
    }

    /// <summary>Sends a form of a page that is already there.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, IHtmlDocument page, string address, IEnumerable<KeyValuePair<string, string?>> values, string? form = null, string? button = null)
    {
        var found = Find(page, form);
        Assert.True(found is not null, $"{address} has no form {form}");
        var fields = Fields(found!).ToList();
        foreach (var (name, value) in values)
        {
            fields.RemoveAll(f => f.Key == name);
            if (value is not null)
                fields.Add(new(name, value));
        }

        if (button?.Split('=', 2) is [var key, var pressed])
            fields.Add(new(key, pressed));
        var action = found!.GetAttribute("action");
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(string.IsNullOrEmpty(action) ? address : action, content, TestContext.Current.CancellationToken);
    }

    /// <summary>Where an answer leads on to; fails where it does not.</summary>
    public static string LocationOf(this HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"answered {(int)answer.StatusCode}");
        var location = answer.Headers.Location!;
        return location.IsAbsoluteUri ? location.PathAndQuery : location.ToString();
    }

    /// <summary>The page's text with spaces drawn together.</summary>
    public static string TextOf(this IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text of a whole page.</summary>
    public static string TextOf(this IHtmlDocument page) => page.Body!.TextOf();

    private static IHtmlFormElement? Find(IHtmlDocument page, string? selector)
    {
        if (selector is not null)
            return page.QuerySelector(selector)?.Closest("form") as IHtmlFormElement;
        var posting = page.QuerySelectorAll<IHtmlFormElement>("form").Where(f => f.Method == "post").ToList();
        return posting.FirstOrDefault(f => f.Closest("main") is not null) ?? posting.FirstOrDefault();
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            if (element.HasAttribute("disabled") || element.GetAttribute("name") is not { Length: > 0 } name)
                continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when box.IsChecked:
                    yield return new(name, box.Value ?? "on");
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" or "submit" or "file" or "button" }:
                    break;
                case IHtmlInputElement input:
                    yield return new(name, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(name, area.Value);
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.Options.Where(o => o.IsSelected))
                        yield return new(name, option.Value);
                    break;
            }
        }
    }
}
