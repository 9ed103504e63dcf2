using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OtpNet;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Accounts;

/// <summary>Wrong passwords and codes: counted in one way wherever they are typed, by device and by address.</summary>
public sealed class GuessCounterTests
{
    private const string Password = "Lan-Tian-7391";
    private const string Wrong = "falsch";

    // Little work, so that many guesses take no time.
    private static readonly string Hash =
        new PasswordHasher<PortalUser>(Options.Create(new PasswordHasherOptions { IterationCount = 1 })).HashPassword(null!, Password);

    private static readonly int Attempts = AccountSettings.LockoutAttempts.Default;
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(AccountSettings.LockoutMinutes.Default);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Right_and_wrong_passwords_get_the_same_answer_at_a_locked_account(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        await GuessAsync(bench, Attempts);
        var right = await SignInAsync(bench, Password);
        var wrong = await SignInAsync(bench, Wrong);
        Assert.Contains("账号已锁定", right.Message);
        Assert.Equal(right.Message, wrong.Message);
        Assert.Equal(2, (await bench.TrailAsync()).Count(e => e is { Action: AccountAudit.SignIn, Reason: "账号锁定中" }));
    }

    [Theory, Engines]
    public async Task A_right_guess_among_many_at_once_after_the_lock_is_told_what_the_wrong_ones_are(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        await GuessAsync(bench, Attempts - 1);
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => SignInAsync(bench, n == 6 ? Password : Wrong), Ct)));
        if (results[6].Succeeded)
            return; // it came first, and the others began to count anew
        Assert.All(results, r => Assert.Contains("账号已锁定", r.Message));
    }

    [Theory, Engines]
    public async Task Each_further_lock_in_a_row_lasts_twice_as_long_and_a_right_password_ends_the_row(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        foreach (var times in new[] { 1, 2, 4 })
        {
            await GuessAsync(bench, Attempts);
            bench.Database.Time.Advance(Lock * times - TimeSpan.FromSeconds(1));
            Assert.False((await SignInAsync(bench, Wrong)).Succeeded);
            Assert.False((await SignInAsync(bench, Password)).Succeeded);
            bench.Database.Time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.True((await SignInAsync(bench, Password)).Succeeded);
        await GuessAsync(bench, Attempts);
        bench.Database.Time.Advance(Lock + TimeSpan.FromSeconds(1));
        Assert.True((await SignInAsync(bench, Password)).Succeeded);
    }

    [Theory, Engines]
    public async Task Strangers_lock_themselves_out_and_no_device_that_signed_in_before(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        for (var n = 0; n < GuessCounter.StrangersFactor * Attempts; n++)
            await SignInAsync(bench, Wrong, $"203.0.113.{n / Attempts}");

        // Whoever comes from elsewhere is a stranger too; the holder's own computer is not.
        Assert.Contains("账号已锁定", (await SignInAsync(bench, Password, "198.51.100.1")).Message);
        var known = Known(bench, "sysadmin");
        Assert.True((await SignInAsync(bench, Password, "203.0.113.0", known)).Succeeded);
        Assert.Contains(await bench.TrailAsync(), e => e is { Action: AccountAudit.LockUser, Reason: "多处共输错 20 次" });

        // And no stranger is let in for it.
        Assert.Contains("账号已锁定", (await SignInAsync(bench, Password, "198.51.100.1")).Message);
    }

    [Theory, Engines]
    public async Task A_known_device_counts_for_itself_and_knows_no_other_account(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        var known = Known(bench, "sysadmin");
        await GuessAsync(bench, Attempts, known);
        Assert.Contains("账号已锁定", (await SignInAsync(bench, Password, device: known)).Message);
        Assert.True((await SignInAsync(bench, Password)).Succeeded);

        await GuessAsync(bench, Attempts, Known(bench, "leader"));
        Assert.Contains("账号已锁定", (await SignInAsync(bench, Password)).Message);
    }

    [Theory, Engines]
    public async Task An_address_does_not_lock_another_and_one_network_of_IPv6_is_one(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        for (var n = 0; n < Attempts; n++)
            await SignInAsync(bench, Wrong, $"2001:db8:0:1::{n:x}");
        Assert.Contains("账号已锁定", (await SignInAsync(bench, Password, "2001:db8:0:1:ffff::1")).Message);
        Assert.True((await SignInAsync(bench, Password, "2001:db8:0:2::1")).Succeeded);
    }

    [Theory, Engines]
    public async Task What_was_counted_is_forgotten_a_day_after_the_last_wrong_one(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        await SignInAsync(bench, Wrong, "198.51.100.1");
        await GuessAsync(bench, Attempts - 1);
        bench.Database.Time.Advance(GuessCounter.Longest + TimeSpan.FromSeconds(1));
        await GuessAsync(bench, Attempts - 1);
        await using (var db = bench.Database.Open())
            Assert.Equal([GuessCount.Strangers, "address:192.0.2.7"], (await db.GuessCounts.Select(c => c.Source).ToListAsync(Ct)).OrderDescending());
        Assert.True((await SignInAsync(bench, Password)).Succeeded);
    }

    [Theory, Engines]
    public async Task The_administrator_lifts_every_lock(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        await GuessAsync(bench, Attempts, userName: "leader");
        var id = bench.Id("leader");
        Assert.NotNull((await bench.DoAsync<UserQueries, UserDetails?>(q => q.FindAsync(id, bench.System, Ct)))!.LockedUntil);
        Assert.True((await bench.DoAsync<AccountGate, Result>(g => g.UnlockAsync(new TheUser(id, null), bench.System, Ct))).Succeeded);
        Assert.True((await SignInAsync(bench, Password, userName: "leader")).Succeeded);
        Assert.Null((await bench.DoAsync<UserQueries, UserDetails?>(q => q.FindAsync(id, bench.System, Ct)))!.LockedUntil);
    }

    [Theory, Engines]
    public async Task Wrong_passwords_at_their_change_lock_as_at_the_sign_in(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        var messages = new List<string>();
        for (var n = 0; n < Attempts + 1; n++)
            messages.Add((await ChangeAsync(bench, Wrong)).Message);
        Assert.All(messages.Take(Attempts - 1), m => Assert.Contains("现在的密码不对", m));
        Assert.All(messages.Skip(Attempts - 1), m => Assert.Contains("账号已锁定", m));
        Assert.Contains("账号已锁定", (await ChangeAsync(bench, Password)).Message);
        Assert.Contains("账号已锁定", (await SignInAsync(bench, Password)).Message);
        Assert.Equal(Attempts, (await bench.TrailAsync()).Count(e => e is { Action: AccountAudit.ChangePassword, Reason: "现在的密码不对" }));
    }

    [Theory, Engines]
    public async Task Wrong_passwords_and_codes_at_the_two_step_page_lock_too(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        var actor = Here(bench, "sysadmin");
        var (key, phone) = await bench.DoAsync<OneTimeCodes, (string, Totp)>(c =>
        {
            var made = c.NewKey();
            return Task.FromResult((made, new Totp(Base32Encoding.ToBytes(c.Read(made)))));
        });
        var now = bench.Database.Time.GetUtcNow().UtcDateTime;
        for (var n = 0; n < Attempts; n++)
            await EnableAsync(n % 2 == 0 ? Wrong : Password, "000000");
        Assert.Contains("账号已锁定", (await EnableAsync(Password, phone.ComputeTotp(now))).Message);

        bench.Database.Time.Advance(Lock + TimeSpan.FromMinutes(1));
        Assert.True((await EnableAsync(Password, phone.ComputeTotp(bench.Database.Time.GetUtcNow().UtcDateTime))).Succeeded);
        bench.Database.Time.Advance(TimeSpan.FromMinutes(1));
        for (var n = 0; n < Attempts; n++)
            await DisableAsync("000000");
        Assert.Contains("账号已锁定", (await DisableAsync(phone.ComputeTotp(bench.Database.Time.GetUtcNow().UtcDateTime))).Message);

        Task<Result<(IReadOnlyList<string> RecoveryCodes, BegunSignIn SignIn)>> EnableAsync(string password, string code) =>
            bench.DoAsync<TwoFactorService, Result<(IReadOnlyList<string> RecoveryCodes, BegunSignIn SignIn)>>(
                s => s.EnableAsync(new EnableTwoFactor(key, code, password), actor, Device));
        Task<Result<BegunSignIn>> DisableAsync(string code) =>
            bench.DoAsync<TwoFactorService, Result<BegunSignIn>>(s => s.DisableAsync(new DisableTwoFactor(code, Password), actor, Device));
    }

    [Theory, Engines]
    public async Task The_five_passwords_before_this_one_are_not_taken_again(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        string[] passwords = [Password, "Shan-Gao-5820", "Shui-Yuan-4417", "Feng-Qing-9036", "Yun-Bai-2751", "Lin-Shen-6684", "Hua-Kai-1193"];
        for (var n = 1; n <= FormerPassword.Kept; n++)
            Assert.True((await ChangeAsync(bench, passwords[n - 1], passwords[n])).Succeeded);
        for (var n = 0; n <= FormerPassword.Kept; n++)
            Assert.Contains(PasswordService.UsedBefore, (await ChangeAsync(bench, passwords[FormerPassword.Kept], passwords[n])).Message);

        Assert.True((await ChangeAsync(bench, passwords[5], passwords[6])).Succeeded);
        Assert.True((await ChangeAsync(bench, passwords[6], passwords[0])).Succeeded);
        await using var db = bench.Database.Open();
        Assert.Equal(FormerPassword.Kept, await db.FormerPasswords.CountAsync(Ct));
    }

    [Theory, Engines]
    public async Task An_account_of_the_demonstration_signs_in_only_where_the_demonstration_is_on(DatabaseProvider engine)
    {
        await using var bench = await BenchAsync(engine);
        await using (var db = bench.Database.Open())
            await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.IsDemonstration, true), Ct);
        Assert.Equal(SignInService.WrongMessage, (await SignInAsync(bench, Wrong)).Message);
        Assert.Equal(SignInService.DemonstrationMessage, (await SignInAsync(bench, Password)).Message);
        Assert.Equal(AuditResult.Failed, (await bench.TrailAsync())[^1].Result);
    }

    private static SignInDevice Device { get; } = new("Windows 电脑 · Edge");

    private static SignInDevice Known(AccountBench bench, string userName) => Device with { Id = "d0d0", Users = new HashSet<int> { bench.Id(userName) } };

    private static Actor Here(AccountBench bench, string userName, string address = "192.0.2.7") => bench.World.Actor(userName) with { Address = address };

    private static async Task<AccountBench> BenchAsync(DatabaseProvider engine)
    {
        var bench = await AccountBench.CreateAsync(engine);
        await using var db = bench.Database.Open();
        await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, Hash), Ct);
        return bench;
    }

    private static async Task GuessAsync(AccountBench bench, int times, SignInDevice? device = null, string userName = "sysadmin")
    {
        for (var n = 0; n < times; n++)
            Assert.False((await SignInAsync(bench, Wrong, device: device, userName: userName)).Succeeded);
    }

    private static Task<Result<BegunSignIn>> SignInAsync(
        AccountBench bench, string password, string address = "192.0.2.7", SignInDevice? device = null, string userName = "sysadmin") =>
        bench.DoAsync<SignInService, Result<BegunSignIn>>(s => s.BeginAsync(userName, password, Here(bench, userName, address), device ?? Device));

    private static Task<Result<BegunSignIn>> ChangeAsync(AccountBench bench, string current, string next = "Shan-Gao-5820") =>
        bench.DoAsync<PasswordService, Result<BegunSignIn>>(s => s.ChangeAsync(new ChangePassword(current, next), Here(bench, "sysadmin"), Device));
}
