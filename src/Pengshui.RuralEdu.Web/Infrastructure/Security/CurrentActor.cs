using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>Filled once a request by the authentication, from one SQL statement.</summary>
public sealed class CurrentActor(DataStamp stamp, SettingReader settings, TimeProvider time, IHttpContextAccessor http) : ICurrentActor
{
    public Actor? Actor { get; private set; }

    public string? PasswordDemand { get; private set; }

    public bool HasTwoFactor { get; private set; }

    public string? TwoFactorDemand { get; private set; }

    /// <summary>Takes the account that the authentication found.</summary>
    public async Task OpenAsync(SignedInUser user, CancellationToken cancellationToken)
    {
        stamp.Set(user.Changes);
        var values = await settings.ReadAsync(cancellationToken);
        var days = values[AccountSettings.PasswordDays];
        PasswordDemand = user switch
        {
            { MustChangePassword: true } => "这是初始密码，请先改成您自己的密码。",
            _ when days > 0 && time.GetUtcNow().UtcDateTime > user.PasswordChangedAt.AddDays(days) => $"密码已用满 {days} 天，请先修改密码。",
            _ => null,
        };
        var context = http.HttpContext!;
        Actor = user.ToActor(context.Address(), context.TraceIdentifier);
        HasTwoFactor = user.HasTwoFactor;
        TwoFactorDemand = values[AccountSettings.TwoFactorRequired] == 1 && !user.HasTwoFactor && Actor.Roles.Any(r => r.IsPost() || r == Role.Leader)
            ? "管理员和领导登录时要用两步验证，请先开启。" : null;
    }
}

public static class RequestOrigin
{
    /// <summary>The client's address, after the forwarded headers of trusted proxies.</summary>
    public static string? Address(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString();

    /// <summary>Somebody not signed in who gave this name.</summary>
    public static Actor Stranger(this HttpContext context, string name) => new()
    {
        UserName = name, DisplayName = name, Address = context.Address(), RequestId = context.TraceIdentifier,
    };
}
