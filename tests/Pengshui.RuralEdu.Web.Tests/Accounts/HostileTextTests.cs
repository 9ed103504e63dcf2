using System.Collections;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;
using Pengshui.RuralEdu.Web.Infrastructure.Forms;
using Pengshui.RuralEdu.Web.Infrastructure.Security;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

/// <summary>
/// What no person means but every paste can bring, in each field of each form, in each address and each name of a file:
/// dropped or refused with a sentence, never an error of the portal's own.
/// </summary>
/// <remarks>Each takes 20 s on a busy machine: every form of every role is posted.</remarks>
public sealed class HostileTextTests : IAsyncLifetime
{
    private const string FromPdf = "本月依托K\uFFFE12平台开展示范\uFFFE引领活动3次。";
    private const string Everything = "\0\u0001\u001B\u007F\u0085甲\uFFFE\uFFFF\uFDD0乙\u200B\u202E\uFEFF\u2028丙\uD83F\uDFFE\t\r\n𠮷%_[]'\"<b>|\\;,&+{0}";
    private const string Unseen = "\u200B\u2060\uFEFF\u3164";

    /// <summary>Bytes that are no UTF-8, among them the halves of a character.</summary>
    private const string BrokenBytes = "%ED%A0%80%ED%B0%80%FF%FE";

    private const string NullByte = "%00";

    private static readonly (Role Role, string Holder)[] Holders =
    [
        (Role.Reporter, "jyk-staff"), (Role.SectionHead, "jyk-head"), (Role.Coordinator, "coordinator"), (Role.Leader, "leader"),
        (Role.Supervisor, "supervisor"), (Role.Auditor, "auditor"), (Role.SystemAdministrator, "sysadmin"), (Role.SecurityAdministrator, "secadmin"),
    ];

    private readonly HostileFactory portal = new();

    public ValueTask InitializeAsync() => portal.InitializeAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    public static TheoryData<string> Texts() => [FromPdf, Everything, Unseen];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Every_form_that_a_page_shows_takes_or_refuses_it(string text)
    {
        var wrong = new List<string>();
        var sent = new HashSet<string>();
        foreach (var (role, holder) in Holders)
        {
            var client = portal.ClientOf(holder);
            foreach (var address in Endpoints("GET").Where(e => MayOpen(e, role)).Select(e => RouteSamples.AddressOf(e, portal.World)).Distinct())
            {
                var page = await client.GetAsync(address, TestContext.Current.CancellationToken);
                if (page.StatusCode != HttpStatusCode.OK || page.Content.Headers.ContentType?.MediaType != "text/html")
                    continue;
                var document = await page.DocumentAsync();
                foreach (var form in document.QuerySelectorAll<IHtmlFormElement>("form").Where(f => f.Method == "post" && IsFirst(f)))
                {
                    var action = form.GetAttribute("action") is { Length: > 0 } given ? given : address;
                    if (!action.EndsWith("/logout", StringComparison.Ordinal) && sent.Add($"{holder} {action}"))
                        await SendAsync(client, action, Filled(form, text), $"{holder}: the form of {address}", wrong);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(sent.Count > 60, $"only {sent.Count} forms were found");
        await NothingBrokeAsync();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Every_field_that_a_post_binds_takes_or_refuses_it(string text)
    {
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints("POST"))
        {
            var client = Allowed(endpoint);
            var token = await TokenAsync(client);
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            foreach (var numbers in new[] { "1", text })
                await SendAsync(client, address, BoundFields.Of(portal, endpoint, text, numbers).Append(new("__RequestVerificationToken", token)), $"POST with “{numbers}” in numbers", wrong);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        await NothingBrokeAsync();
    }

    [Fact]
    public async Task Every_address_takes_or_refuses_it_in_its_query()
    {
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints("GET"))
        {
            var client = Allowed(endpoint);
            foreach (var text in new[] { Uri.EscapeDataString(FromPdf), Uri.EscapeDataString(Everything), Uri.EscapeDataString(Unseen), BrokenBytes, NullByte })
            {
                var query = string.Join('&', BoundFields.Of(portal, endpoint, "{text}", "{text}").Select(f => $"{Uri.EscapeDataString(f.Key)}={text}"));
                var answer = await client.GetAsync($"{RouteSamples.AddressOf(endpoint, portal.World)}?{query}", TestContext.Current.CancellationToken);
                if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                    wrong.Add($"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("台\uFFFE账\uFFFF\u200B.pdf", "台账.pdf")]
    [InlineData("甲\u202Efdp.pdf", "甲fdp.pdf")]
    [InlineData("\uFEFF\u200B.pdf", "未命名.pdf")]
    public async Task A_file_keeps_what_can_be_seen_of_its_name(string given, string kept)
    {
        var report = portal.ReportId(portal.World.Lead);
        var client = portal.ClientOf("jyk-staff");
        var token = await TokenAsync(client);
        using var body = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        var file = ReportForms.Pdf(given);
        file.Headers.ContentDisposition = ContentDispositionHeaderValue.Parse($"form-data; name=file; filename*=UTF-8''{Uri.EscapeDataString(given)}");
        body.Add(file);

        var answer = await client.PostAsync($"/reports/{report}/evidence", body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(kept, (await answer.DocumentAsync()).TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_pasted_at_the_sign_in_is_that_name()
    {
        await portal.SetPasswordAsync("jyk-staff");
        Assert.Equal("/", (await portal.Stranger().SignInAsync("\u200Bjyk-\uFFFEstaff ")).LocationOf());

        var refused = await portal.Stranger().SignInAsync("jyk-staff", "\uFFFE" + SignIns.Password);
        Assert.Contains(SignInService.WrongMessage, (await refused.DocumentAsync()).TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_back_in_any_writing_leads_back()
    {
        await portal.SetPasswordAsync("jyk-staff");
        var answer = await portal.Stranger().SignInAsync("jyk-staff", returnUrl: "/tasks?search=控辍\u0001保学&a=%20");
        Assert.Equal("/tasks?search=%E6%8E%A7%E8%BE%8D%E4%BF%9D%E5%AD%A6&a=%20", answer.LocationOf());
        Assert.Equal("/", (await portal.Stranger().SignInAsync("jyk-staff", returnUrl: "/tasks\r\nX: y")).LocationOf());
    }

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/account/password")]
    public async Task A_null_byte_that_the_form_cannot_carry_gets_a_sentence(string address)
    {
        var client = address == "/account/login" ? portal.Stranger() : portal.ClientOf("jyk-staff");
        using var content = new StringContent($"UserName={NullByte}&__RequestVerificationToken={Uri.EscapeDataString(await TokenAsync(client))}", Encoding.ASCII, "application/x-www-form-urlencoded");
        var answer = await client.PostAsync(address, content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(RefusedForms.Unreadable, (await answer.DocumentAsync()).TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_passwords_and_what_is_pasted_whole_arrive_as_they_were_typed()
    {
        var texts = typeof(AsTypedAttribute).Assembly.GetTypes().Where(t => t.Name.EndsWith("Form", StringComparison.Ordinal))
            .SelectMany(t => t.GetProperties()).Where(p => p.PropertyType == typeof(string) && p.SetMethod is not null).ToList();
        Assert.Equal(
            ["LoginForm.Password", "PasswordForm.CurrentPassword", "PasswordForm.NewPassword", "PasswordForm.RepeatPassword", "StartForm.Text", "TwoFactorForm.Password", "UnitListForm.Text"],
            texts.Where(p => p.GetCustomAttribute<AsTypedAttribute>() is not null).Select(p => $"{p.DeclaringType!.Name}.{p.Name}").Order());
        Assert.All(texts.Where(p => p.Name.Contains("Password", StringComparison.Ordinal)), p => Assert.NotNull(p.GetCustomAttribute<AsTypedAttribute>()));
    }

    /// <summary>Pages with what came of it are still pages, the trail verifies, and nothing that was kept is unclean.</summary>
    private async Task NothingBrokeAsync()
    {
        var wrong = new List<string>();
        foreach (var (role, holder) in Holders)
        {
            foreach (var endpoint in Endpoints("GET").Where(e => MayOpen(e, role)))
            {
                var answer = await portal.ClientOf(holder).GetAsync(RouteSamples.AddressOf(endpoint, portal.World), TestContext.Current.CancellationToken);
                if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                    wrong.Add($"{holder}: {answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}");
            }
        }

        await using var db = portal.Open();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !e.IsOwned() && e.ClrType.Namespace!.StartsWith("Pengshui", StringComparison.Ordinal)))
        {
            var rows = (IEnumerable)typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!.MakeGenericMethod(entity.ClrType).Invoke(db, [])!;
            foreach (var row in rows)
            {
                wrong.AddRange(entity.GetProperties().Where(p => p.PropertyInfo?.GetValue(row) is string text && TypedText.Clean(text) != text)
                    .Select(p => $"{entity.ClrType.Name}.{p.Name} holds unclean text"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True((await portal.Database.Verifier(db).CheckAsync(null, TestContext.Current.CancellationToken)).Holds);
    }

    private static async Task SendAsync(HttpClient client, string address, IEnumerable<KeyValuePair<string, string>> fields, string what, List<string> wrong)
    {
        // By hand, since a client's own encoder would mend what a browser's form and an attacker's do not. A null byte
        // gets through in a form of several parts only.
        var all = fields.ToList();
        using HttpContent content = all.Any(f => f.Value.Contains('\0', StringComparison.Ordinal))
            ? Parts(all)
            : new StringContent(string.Join('&', all.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}{(f.Value == FromPdf ? BrokenBytes : "")}")),
                Encoding.ASCII, "application/x-www-form-urlencoded");
        var answer = await client.PostAsync(address, content, TestContext.Current.CancellationToken);
        if (answer.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)
            wrong.Add($"{what}: {address} answered {(int)answer.StatusCode}");
    }

    private static MultipartFormDataContent Parts(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            parts.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name);
        return parts;
    }

    /// <summary>The form as the page has it, with the text in all that a person types.</summary>
    private static List<KeyValuePair<string, string>> Filled(IHtmlFormElement form, string text)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements.Where(e => e.GetAttribute("name") is { Length: > 0 }))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "hidden" or "date" } kept:
                    fields.Add(new(name, kept.Value));
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (box.IsChecked)
                        fields.Add(new(name, box.Value ?? "on"));
                    break;
                case IHtmlInputElement { Type: "file" or "submit" or "button" }:
                    break;
                case IHtmlInputElement { } number when number.GetAttribute("inputmode") is "numeric" or "decimal":
                    fields.Add(new(name, string.IsNullOrEmpty(number.Value) ? "1" : number.Value));
                    break;
                case IHtmlInputElement or IHtmlTextAreaElement:
                    fields.Add(new(name, text));
                    break;
                case IHtmlSelectElement select:
                    fields.AddRange(select.Options.Where(o => o.IsSelected).Select(o => new KeyValuePair<string, string>(name, o.Value)));
                    break;
            }
        }

        if (form.Elements.OfType<IHtmlButtonElement>().FirstOrDefault(b => b.Name is { Length: > 0 }) is { } button)
            fields.Add(new(button.Name!, button.Value ?? ""));
        return fields;
    }

    // A page may repeat a form for each of its rows.
    private static bool IsFirst(IHtmlFormElement form) =>
        form.Owner!.QuerySelectorAll<IHtmlFormElement>("form").First(f => f.GetAttribute("action") == form.GetAttribute("action")) == form;

    private List<RouteEndpoint> Endpoints(string method) =>
        [.. portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(method) == true)];

    private static bool MayOpen(RouteEndpoint endpoint, Role role) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && endpoint.Metadata.GetOrderedMetadata<RequiresAttribute>().All(r => Permissions.Table[r.Permission].Contains(role));

    private HttpClient Allowed(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        ? portal.Stranger()
        : portal.ClientOf(Holders.First(h => MayOpen(endpoint, h.Role)).Holder);

    private static async Task<string> TokenAsync(HttpClient client)
    {
        var page = await client.GetAsync("/account/password", TestContext.Current.CancellationToken);
        if (page.StatusCode != HttpStatusCode.OK)
            page = await client.GetAsync("/account/login", TestContext.Current.CancellationToken);
        return (await page.DocumentAsync()).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }
}
