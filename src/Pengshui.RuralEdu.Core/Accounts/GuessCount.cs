using System.Net;
using System.Net.Sockets;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>How often passwords and codes of an account were typed wrong from one source, since one was right there.</summary>
public sealed class GuessCount
{
    /// <summary>Longest <see cref="Source"/>.</summary>
    public const int SourceLength = 64;

    /// <summary>Everybody who comes from no known device, from wherever.</summary>
    public const string Strangers = "strangers";

    /// <summary>Whose.</summary>
    public int UserId { get; set; }

    /// <summary>A known device, an address, or <see cref="Strangers"/>.</summary>
    public required string Source { get; set; }

    /// <summary>Wrong ones since the last lock, or since a right one.</summary>
    public int Wrong { get; set; }

    /// <summary>Locks in a row; each lasts twice as long as the one before.</summary>
    public int Locks { get; set; }

    /// <summary>Until when nothing is tried from there, UTC real time; null while it was never locked.</summary>
    public DateTime? LockedUntil { get; set; }

    /// <summary>When the last wrong one was typed, UTC real time.</summary>
    public DateTime LastAt { get; set; }
}

/// <summary>What a sign-in is tried on.</summary>
/// <param name="Name">What people call it: Windows 电脑 · Edge.</param>
/// <param name="Id">What a successful sign-in left on it, where it brings that along; nobody can guess it.</param>
/// <param name="Users">The accounts that have signed in on it.</param>
public sealed record SignInDevice(string Name, string? Id = null, IReadOnlySet<int>? Users = null)
{
    /// <summary>Whether the account has signed in on it.</summary>
    public bool Knows(int userId) => Id is not null && Users?.Contains(userId) == true;

    /// <summary>Under what wrong passwords of an account are counted.</summary>
    /// <param name="userId">The account.</param>
    /// <param name="address">The client's address.</param>
    internal string SourceOf(int userId, string? address) => Knows(userId) ? $"device:{Id}" : $"address:{Network(address)}";

    // Whoever has one address of IPv6 has the 2^64 beside it.
    private static string Network(string? address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
            return "";
        if (parsed.AddressFamily != AddressFamily.InterNetworkV6 || parsed.IsIPv4MappedToIPv6)
            return parsed.ToString();
        return new IPAddress([.. parsed.GetAddressBytes().Take(8), .. new byte[8]]) + "/64";
    }
}
