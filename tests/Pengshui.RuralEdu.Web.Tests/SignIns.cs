using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests;

/// <summary>Real sign-ins, with the password and the cookie.</summary>
public static class SignIns
{
    public const string Password = "Lan-Tian-7391";

    /// <summary>Gives an account a password, as if its holder had set it now.</summary>
    public static async Task SetPasswordAsync(this PortalFactory portal, string userName, string password = Password, bool first = false)
    {
        await using var db = portal.Open();
        var user = await db.Users.SingleAsync(u => u.UserName == userName, TestContext.Current.CancellationToken);
        user.PasswordHash = portal.Services.GetRequiredService<IPasswordHasher<PortalUser>>().HashPassword(user, password);
        user.PasswordChangedAt = portal.Time.GetUtcNow().UtcDateTime;
        user.MustChangePassword = first;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Types name and password and presses 登录.</summary>
    public static Task<HttpResponseMessage> SignInAsync(this HttpClient client, string userName, string password = Password, string? returnUrl = null) =>
        client.PostFormAsync(
            "/account/login" + (returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}"),
            new Dictionary<string, string?> { ["UserName"] = userName, ["Password"] = password });

    /// <summary>A browser in which the account, with <see cref="Password"/>, has signed in.</summary>
    public static async Task<HttpClient> SignedInAsync(this PortalFactory portal, string userName)
    {
        await portal.SetPasswordAsync(userName);
        var client = portal.Stranger();
        Assert.Equal("/", (await client.SignInAsync(userName)).LocationOf());
        return client;
    }

    /// <summary>Whether the browser is still signed in.</summary>
    public static async Task<bool> IsSignedInAsync(this HttpClient client)
    {
        var answer = await client.GetAsync("/account/password", TestContext.Current.CancellationToken);
        return answer.StatusCode == System.Net.HttpStatusCode.OK;
    }
}
