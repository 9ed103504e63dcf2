using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>
/// The keys behind cookies, forms and the secrets of two-step sign-in: in the database, so that every node reads what the
/// others wrote, and encrypted there where a certificate is configured.
/// </summary>
public static class KeyProtection
{
    /// <summary>A PKCS#12 file (.pfx) with its private key; every node has the same.</summary>
    public const string CertificateSetting = "Security:KeyCertificate";

    /// <summary>Its password.</summary>
    public const string PasswordSetting = "Security:KeyCertificatePassword";

    /// <summary>The certificate before it, under the same password: old keys stay readable while new ones are made.</summary>
    public const string PreviousSetting = "Security:PreviousKeyCertificate";

    /// <exception cref="StartupRefusalException">A certificate cannot be read.</exception>
    public static void AddKeyProtection(this IServiceCollection services, IConfiguration configuration)
    {
        var keys = services.AddDataProtection().SetApplicationName("Pengshui.RuralEdu").PersistKeysToDbContext<RuralEduDbContext>();
        if (Read(configuration, CertificateSetting) is not { } certificate)
            return;
        keys.ProtectKeysWithCertificate(certificate);
        if (Read(configuration, PreviousSetting) is { } previous)
            keys.UnprotectKeysWithAnyCertificate(certificate, previous);
    }

    private static X509Certificate2? Read(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } path)
            return null;
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, configuration[PasswordSetting]);
            return certificate.HasPrivateKey ? certificate : throw new StartupRefusalException($"设置 {setting} 里的证书 {path} 没有私钥，请换成带私钥的 .pfx 文件。");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusalException($"读不出设置 {setting} 里的证书 {path}，请检查文件、权限和设置 {PasswordSetting} 里的密码。", exception);
        }
    }
}
