using System.CommandLine;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary>
/// <c>users create</c>: how an installation gets its first administrators, since there is no default password;
/// <c>users reset-password</c>, <c>users reset-two-factor</c>: how the posts get back in whom no page lets in again.
/// </summary>
internal static class UserCommands
{
    public static Command Create() => new("users", "账号") { CreateUser(), ResetPassword(), ResetTwoFactor() };

    private static Command CreateUser()
    {
        var name = new Option<string>("--name") { Description = "用户名", Required = true };
        var display = new Option<string>("--display") { Description = "显示名，如：系统管理员", Required = true };
        var roles = new Option<Role[]>("--role")
        {
            Description = $"角色，可写多个：{string.Join("、", Roles.All.Select(role => $"{role} {role.Label()}"))}",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var sections = Codes("--section", "所在科室的代码，可写多个");
        var inCharge = Codes("--in-charge", "分管科室的代码，可写多个");
        var fromInput = new Option<bool>("--password-stdin") { Description = "从标准输入读初始密码；不写则自动生成" };
        var command = CommandHost.Command("create", "新建账号；首次登录须改密码", async (services, parsed, cancellationToken) =>
        {
            await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
            var given = parsed.GetValue(fromInput) ? await ReadPasswordAsync(cancellationToken) : null;
            var created = await services.GetRequiredService<AccountService>().CreateAsync(
                new CreateUser(parsed.GetValue(name), parsed.GetValue(display))
                {
                    Roles = parsed.GetRequiredValue(roles),
                    MemberOf = parsed.GetRequiredValue(sections),
                    InCharge = parsed.GetRequiredValue(inCharge),
                    Password = given,
                },
                CommandHost.Actor,
                cancellationToken);
            if (!created.Succeeded)
            {
                await Console.Error.WriteLineAsync(created.Message);
                return StartupRefusals.ExitCode;
            }

            Console.WriteLine($"已建账号 {created.Value.UserName}。");
            if (given is null)
                Show(created.Value);
            return 0;
        });
        foreach (var option in new Option[] { name, display, roles, sections, inCharge, fromInput })
            command.Options.Add(option);
        return command;
    }

    private static Command ResetPassword()
    {
        var name = new Option<string>("--name") { Description = "用户名", Required = true };
        var command = CommandHost.Command("reset-password", "重置密码，并退出该账号的所有登录", async (services, parsed, cancellationToken) =>
        {
            await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
            var reset = await services.GetRequiredService<AccountGate>().ResetPasswordAsync(parsed.GetRequiredValue(name), CommandHost.Actor, cancellationToken);
            if (!reset.Succeeded)
            {
                await Console.Error.WriteLineAsync(reset.Message);
                return StartupRefusals.ExitCode;
            }

            Show(reset.Value);
            return 0;
        });
        command.Options.Add(name);
        return command;
    }

    private static Command ResetTwoFactor()
    {
        var name = new Option<string>("--name") { Description = "用户名", Required = true };
        var command = CommandHost.Command("reset-two-factor", "手机丢失时关闭账号的两步验证", async (services, parsed, cancellationToken) =>
        {
            await services.GetRequiredService<DatabaseInitializer>().RequireCurrentAsync(cancellationToken);
            var reset = await services.GetRequiredService<AccountGate>().ResetTwoFactorAsync(parsed.GetRequiredValue(name), CommandHost.Actor, cancellationToken);
            if (!reset.Succeeded)
            {
                await Console.Error.WriteLineAsync(reset.Message);
                return StartupRefusals.ExitCode;
            }

            Console.WriteLine("两步验证已关闭。");
            return 0;
        });
        command.Options.Add(name);
        return command;
    }

    private static void Show(FirstPassword first) => Console.WriteLine($"初始密码（只显示这一次，首次登录须改）：{first.Password}");

    private static Option<string[]> Codes(string name, string description) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static async Task<string> ReadPasswordAsync(CancellationToken cancellationToken) =>
        await Console.In.ReadLineAsync(cancellationToken) is { Length: > 0 } password
            ? password
            : throw new StartupRefusalException("标准输入里没有密码。");
}
