using System.Security.Cryptography;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>
/// What a password must be: long enough (a setting), of three kinds of characters, not the name, not a common one
/// (<see cref="CommonPasswords"/>, and roots of this county's own). Unlike
/// other text it is never cleaned in silence, since nobody could type it again: what cannot be typed is refused.
/// </summary>
public static class PasswordPolicy
{
    /// <summary>Longest password; past it a hash would be work for nothing.</summary>
    public const int Longest = 128;

    /// <summary>Kinds of characters that must occur, of: small letters, capitals, digits, others.</summary>
    public const int Kinds = 3;

    private const int Decoration = 6;
    private const int ShortestGenerated = 12;
    private const string Legible = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    // Roots that are tried here first, also in the middle of a password; one that only decorates them is refused.
    private static readonly string[] Common =
    [
        "password", "passw0rd", "p@ssw0rd", "p@ssword", "admin", "administrator", "qwerty", "1qaz2wsx", "abc123", "abcd1234", "iloveyou", "letmein",
        "welcome", "woaini", "123456", "888888", "666666", "111111", "000000", "test", "root", "pengshui", "changeme",
    ];

    /// <summary>Why a password will not do, or null.</summary>
    /// <param name="password">The new password.</param>
    /// <param name="userName">Whose.</param>
    /// <param name="shortest">The setting <c>security.password-length</c>.</param>
    public static string? Objection(string password, string userName, int shortest)
    {
        if (TypedText.Clean(password) != password || password.AsSpan().ContainsAny('\t', '\n'))
            return "密码里有看不见的字符，可能是粘贴时带进来的，请用键盘重新输入。";
        if (password.Length < shortest)
            return $"密码至少要 {shortest} 位，现在是 {password.Length} 位。";
        if (password.Length > Longest)
            return $"密码最长 {Longest} 位。";
        if (KindsOf(password) < Kinds)
            return "密码要包含大写字母、小写字母、数字、符号中的至少三种。";
        if (password.Contains(userName, StringComparison.OrdinalIgnoreCase))
            return "密码里不能有用户名。";
        return IsCommon(password) ? "这个密码太常见，容易被猜到，请换一个。" : null;
    }

    /// <summary>A first password by chance, without characters that look alike.</summary>
    /// <param name="userName">Whose.</param>
    /// <param name="shortest">The setting <c>security.password-length</c>.</param>
    public static string Generate(string userName, int shortest)
    {
        var length = Math.Max(shortest, ShortestGenerated);
        string password;
        do
            password = RandomNumberGenerator.GetString(Legible, length);
        while (Objection(password, userName, shortest) is not null);
        return password;
    }

    private static int KindsOf(string password) => new[]
    {
        password.Any(char.IsAsciiLetterLower),
        password.Any(char.IsAsciiLetterUpper),
        password.Any(char.IsAsciiDigit),
        password.Any(c => !char.IsAsciiLetterOrDigit(c)),
    }.Count(k => k);

    // A common root with hardly anything around it: P@ssw0rd2023.
    private static bool IsCommon(string password)
    {
        if (CommonPasswords.RootOf(password) is { } root && password.Length - root.Length <= Decoration)
            return true;
        var lower = password.ToLowerInvariant();
        return Common.Any(c => lower.Contains(c, StringComparison.Ordinal) && lower.Length - c.Length <= Decoration);
    }
}
