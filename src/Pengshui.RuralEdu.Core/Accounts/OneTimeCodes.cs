using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using OtpNet;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>The codes of the second step: six digits of an authenticator app (TOTP, RFC 6238), or a recovery code.</summary>
/// <param name="protection">Encrypts the secrets that lie in the database.</param>
/// <param name="hasher">Hashes recovery codes as it does passwords.</param>
/// <param name="time">Real time.</param>
public sealed class OneTimeCodes(IDataProtectionProvider protection, IPasswordHasher<PortalUser> hasher, TimeProvider time)
{
    /// <summary>Recovery codes of an account.</summary>
    public const int RecoveryCount = 8;

    private const int KeyBytes = 20;
    private const int RecoveryBytes = 16;
    private const int RecoveryLength = 26; // of 128 bits in base 32

    // One step of 30 s before and after: phones' clocks differ.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    private readonly IDataProtector protector = protection.CreateProtector("Pengshui.RuralEdu.Authenticator");

    /// <summary>A fresh secret of 160 bits, encrypted.</summary>
    public string NewKey() => protector.Protect(Base32Encoding.ToString(RandomNumberGenerator.GetBytes(KeyBytes)));

    /// <summary>The secret as an app takes it: base 32; null where it was not encrypted here.</summary>
    public string? Read(string key)
    {
        try
        {
            return protector.Unprotect(key);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The step that a code of the app belongs to; null where it is wrong, too old, or was taken already.</summary>
    /// <param name="key">The encrypted secret.</param>
    /// <param name="code">As typed; blanks do not count.</param>
    /// <param name="after">The last step that was taken.</param>
    public long? StepOf(string key, string code, long? after)
    {
        if (Read(key) is not { } secret)
            return null;
        var right = new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(time.GetUtcNow().UtcDateTime, WithoutBlanks(code), out var step, Window);
        return right && !(step <= after) ? step : null;
    }

    /// <summary>Fresh recovery codes of 128 bits, to be shown once: ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ.</summary>
    public static IReadOnlyList<string> NewRecoveryCodes() =>
        [.. Enumerable.Range(0, RecoveryCount).Select(_ => string.Join('-', NewRecoveryCode().Chunk(4).Select(c => new string(c))))];

    /// <summary>What is kept of a recovery code; blanks, hyphens and case do not count.</summary>
    public string HashOf(string recoveryCode) => hasher.HashPassword(null!, Plain(recoveryCode));

    /// <summary>Which of an account's codes was typed; null where none was, or it cannot be one by its length.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="kept">Those that were not used yet, looked at one by one: at most <see cref="RecoveryCount"/>.</param>
    public RecoveryCode? RecoveryCodeOf(string typed, IEnumerable<RecoveryCode> kept)
    {
        var plain = Plain(typed);
        return plain.Length == RecoveryLength ? kept.FirstOrDefault(c => hasher.VerifyHashedPassword(null!, c.Hash, plain) != PasswordVerificationResult.Failed) : null;
    }

    private static string NewRecoveryCode() => Base32Encoding.ToString(RandomNumberGenerator.GetBytes(RecoveryBytes)).TrimEnd('=');

    private static string Plain(string recoveryCode) => WithoutBlanks(recoveryCode).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string WithoutBlanks(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
}
