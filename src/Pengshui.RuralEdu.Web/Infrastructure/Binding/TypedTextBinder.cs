using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure.Forms;

namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>
/// Every text of a form, an address or a route is made clean by <see cref="TypedText"/> before anybody looks at it, in
/// lists and nested records as well; only what is marked <see cref="AsTypedAttribute"/> stays as it came.
/// </summary>
public sealed class TypedTextBinderProvider : IModelBinderProvider
{
    /// <inheritdoc/>
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(string)
        && context.BindingInfo.BindingSource is not { IsGreedy: true }
        && !(context.Metadata is DefaultModelMetadata { Attributes.PropertyAttributes: { } attributes } && attributes.OfType<AsTypedAttribute>().Any())
            ? new TypedTextBinder()
            : null;
}

/// <summary>
/// Binds one text. The form shows it again as it was understood; a text of which nothing is left is null. One that is longer than any field keeps is
/// refused here, before anybody compares or parses it, and still arrives: a service that says so itself loses nothing of it.
/// </summary>
public sealed class TypedTextBinder : IModelBinder
{
    /// <inheritdoc/>
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var typed = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (typed == ValueProviderResult.None)
            return Task.CompletedTask;
        var text = TypedText.Lines(typed.FirstValue);
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, new ValueProviderResult(text ?? "", typed.Culture));
        bindingContext.Result = ModelBindingResult.Success(text);
        if (text?.Length > FormLimits.LongestText)
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, $"这一项最多 {FormLimits.LongestText} 字，现在 {text.Length} 字，请删减。");
        return Task.CompletedTask;
    }
}
