using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>Every <c>int?</c> and <c>decimal?</c> of a form is read by <see cref="Numerals"/>. What was typed stays in the model state, so that the form shows it again.</summary>
public sealed class TypedNumberBinderProvider : IModelBinderProvider
{
    /// <inheritdoc/>
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata is { IsNullableValueType: true, ContainerType: not null }
        && context.Metadata.UnderlyingOrModelType is var type && (type == typeof(int) || type == typeof(decimal))
            ? new TypedNumberBinder(type == typeof(int))
            : null;
}

/// <summary>Binds one number.</summary>
/// <param name="isWhole">Whether only whole numbers make sense.</param>
public sealed class TypedNumberBinder(bool isWhole) : IModelBinder
{
    private const int Shown = 20;

    /// <inheritdoc/>
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var typed = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (typed == ValueProviderResult.None)
            return Task.CompletedTask;

        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, typed);
        var text = typed.FirstValue;
        if (string.IsNullOrWhiteSpace(text))
            bindingContext.Result = ModelBindingResult.Success(null);
        else if (isWhole && Numerals.TryRead(text, out int whole))
            bindingContext.Result = ModelBindingResult.Success(whole);
        else if (!isWhole && Numerals.TryRead(text, out decimal number))
            bindingContext.Result = ModelBindingResult.Success(number);
        else
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, Refusal(text.Trim()));
        return Task.CompletedTask;
    }

    private string Refusal(string text)
    {
        var shown = text.Length <= Shown ? text : text[..Shown] + "…";
        return isWhole ? $"“{shown}”不是整数，请填写整数，例如 61490。" : $"“{shown}”不是数字，请填写数字，例如 86.5。";
    }
}
