namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>Whether the demonstration (演示) is on in this installation (<c>Demo:Enabled</c>).</summary>
/// <param name="IsOn">
/// True: its accounts, whose password is public, may sign in, and accounts that are made belong to it. False: they may not.
/// </param>
public sealed record DemonstrationMode(bool IsOn);
