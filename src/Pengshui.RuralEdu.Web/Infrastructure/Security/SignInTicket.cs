using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>
/// What the page of the second step carries from the first: whose password was right, sealed and good for five minutes. A
/// changed password or a forced sign-out makes it worthless, since the stamp is in it.
/// </summary>
public sealed class SignInTicket(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Pengshui.RuralEdu.SignInTicket").ToTimeLimitedDataProtector();

    public string Seal(BegunSignIn begun) =>
        protector.Protect($"{begun.UserId.ToString(CultureInfo.InvariantCulture)}:{begun.SecurityStamp}", Lifetime);

    /// <summary>What was sealed; null where it is too old or not from here.</summary>
    public BegunSignIn? Open(string ticket)
    {
        try
        {
            var parts = protector.Unprotect(ticket).Split(':', 2);
            return new BegunSignIn(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
