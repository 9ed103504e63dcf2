using Microsoft.AspNetCore.Mvc.ModelBinding;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>Every <c>int?</c> and <c>decimal?</c> of a form or an address is read by <see cref="Numerals"/>. What was typed stays in the model state, so that the form shows it again.</summary>
public sealed class TypedNumberBinderProvider : IModelBinderProvider
{
    /// <inheritdoc/>
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.IsNullableValueType
        && context.Metadata.UnderlyingOrModelType is var type && (type == typeof(int) || type == typeof(decimal))
            ? new TypedNumberBinder(type == typeof(int))
            : null;
}

/// <summary>Binds one number.</summary>
/// <param name="isWhole">Whether only whole numbers make sense.</param>
public sealed class TypedNumberBinder(bool isWhole) : IModelBinder
{
    /// <inheritdoc/>
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var typed = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (typed == ValueProviderResult.None)
            return Task.CompletedTask;

        var text = TypedText.Line(typed.FirstValue);
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, new ValueProviderResult(text ?? "", typed.Culture));
        if (text is null)
            bindingContext.Result = ModelBindingResult.Success(null);
        else if (Numerals.Read(text, isWhole, out var number) is { } refusal)
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, refusal);
        else
            bindingContext.Result = ModelBindingResult.Success(isWhole ? (object)(int)number : number);
        return Task.CompletedTask;
    }
}
