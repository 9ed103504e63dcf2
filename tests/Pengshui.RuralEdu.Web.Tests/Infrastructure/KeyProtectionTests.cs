using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

public sealed class KeyProtectionTests : IDisposable
{
    private const string Password = "pfx-of-a-test";
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task With_a_certificate_the_keys_in_the_database_cannot_be_read_without_it()
    {
        await using var portal = new PortalFactory();
        portal.Settings[KeyProtection.CertificateSetting] = Certificate("one");
        portal.Settings[KeyProtection.PasswordSetting] = Password;
        await portal.InitializeAsync();

        await portal.SignedInAsync("jyk-staff");

        var key = Assert.Single(await KeysAsync(portal));
        Assert.Contains("<encryptedSecret", key, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_certificate_reads_the_keys_of_the_one_before()
    {
        await using var portal = new PortalFactory();
        portal.Settings[KeyProtection.CertificateSetting] = Certificate("old");
        portal.Settings[KeyProtection.PasswordSetting] = Password;
        await portal.InitializeAsync();
        await portal.SetPasswordAsync("jyk-staff");
        var cookies = new CookieContainer();
        using var before = portal.CreateDefaultClient(new CookieContainerHandler(cookies));
        Assert.Equal("/", (await before.SignInAsync("jyk-staff")).LocationOf());

        // Another node on the same database, after the certificate was changed.
        portal.Settings[KeyProtection.PreviousSetting] = portal.Settings[KeyProtection.CertificateSetting];
        portal.Settings[KeyProtection.CertificateSetting] = Certificate("new");
        await using var node = portal.WithWebHostBuilder(_ => { });
        using var after = node.CreateDefaultClient(new CookieContainerHandler(cookies));

        Assert.True(await after.IsSignedInAsync());
    }

    private static async Task<List<string>> KeysAsync(PortalFactory portal)
    {
        await using var db = portal.Open();
        return await db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync(TestContext.Current.CancellationToken);
    }

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var path = directory[name + ".pfx"];
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, Password));
        return path;
    }
}
