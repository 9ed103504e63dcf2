using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Pengshui.RuralEdu.Web.Infrastructure.Mvc;

/// <summary>The sentence of a validation attribute that brings none of its own: what to do, in plain Chinese.</summary>
internal sealed class ChineseValidationMessages : IValidationMetadataProvider
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (attribute.ErrorMessage is null && attribute.ErrorMessageResourceName is null)
                attribute.ErrorMessage = MessageFor(attribute);
        }
    }

    private static string? MessageFor(ValidationAttribute attribute) => attribute switch
    {
        RequiredAttribute => "请填写{0}",
        StringLengthAttribute { MinimumLength: > 0 } => "{0}请写 {2} 到 {1} 个字",
        StringLengthAttribute or MaxLengthAttribute => "{0}不能超过 {1} 个字",
        RangeAttribute => "{0}请填 {1} 到 {2} 之间的数",
        _ => null,
    };
}

/// <summary>The sentences of the model binder.</summary>
internal static class ChineseBindingMessages
{
    public static void SpeakChinese(this DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, name) => $"{name}填的是“{value}”，请检查后重填");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"“{value}”不能用在这里，请检查后重填");
        messages.SetUnknownValueIsInvalidAccessor(name => $"{name}填得不对，请检查后重填");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "填得不对，请检查后重填");
        messages.SetValueIsInvalidAccessor(value => $"“{value}”不能用在这里，请检查后重填");
        messages.SetValueMustBeANumberAccessor(name => $"{name}请填数字");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "请填数字");
        messages.SetValueMustNotBeNullAccessor(_ => "请填写这一项");
        messages.SetMissingBindRequiredValueAccessor(name => $"请填写{name}");
        messages.SetMissingKeyOrValueAccessor(() => "请填写这一项");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "没有收到内容，请重新提交");
    }
}
