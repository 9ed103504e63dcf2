using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Accounts;

/// <summary>Switches two-step sign-in on or off.</summary>
public sealed class TwoFactorForm
{
    [Display(Name = "验证码")]
    [Required(ErrorMessage = "请填写验证码。")]
    [StringLength(CodeForm.Longest, ErrorMessage = "验证码最长 {1} 位。")]
    public string? Code { get; set; }

    [Display(Name = "密码")]
    [Required(ErrorMessage = "请填写密码。")]
    [StringLength(PasswordPolicy.Longest, ErrorMessage = "密码最长 {1} 位。")]
    [AsTyped]
    public string? Password { get; set; }

    /// <summary>The proposed secret, encrypted; only where it is switched on.</summary>
    public string? Key { get; set; }
}

/// <summary>The page: off with a proposed secret, or on.</summary>
/// <param name="UserName">Whose.</param>
/// <param name="IsOn">Whether it is on.</param>
/// <param name="RecoveryCodesLeft">Recovery codes not used yet.</param>
/// <param name="Demand">Why it must be switched on now, or null.</param>
/// <param name="Secret">The proposed secret in groups of four, to be typed where the picture cannot be scanned; null where it is on.</param>
/// <param name="Picture">The same as a QR code.</param>
/// <param name="Form">What was typed.</param>
public sealed record TwoFactorPage(string UserName, bool IsOn, int RecoveryCodesLeft, string? Demand, string? Secret, QrPicture? Picture, TwoFactorForm Form);

/// <summary>Reads how it stands and proposes a secret.</summary>
public sealed class TwoFactorPageQuery(TwoFactorService service, OneTimeCodes codes, ICurrentActor current)
{
    private const string Issuer = "彭水乡村教育振兴";

    public async Task<TwoFactorPage> ReadAsync(TwoFactorForm form, Actor actor, CancellationToken cancellationToken)
    {
        var state = await service.ReadAsync(actor, cancellationToken);
        if (state.IsOn)
            return new TwoFactorPage(actor.UserName, true, state.RecoveryCodesLeft, current.TwoFactorDemand, null, null, form);
        if (form.Key is null || codes.Read(form.Key) is null)
            form.Key = codes.NewKey();
        var secret = codes.Read(form.Key)!;
        var name = $"{Uri.EscapeDataString(Issuer)}:{Uri.EscapeDataString(actor.UserName)}";
        var address = $"otpauth://totp/{name}?secret={secret}&issuer={Uri.EscapeDataString(Issuer)}";
        return new TwoFactorPage(
            actor.UserName, false, 0, current.TwoFactorDemand, string.Join(' ', secret.Chunk(4).Select(c => new string(c))), QrPicture.Of(address), form);
    }
}
