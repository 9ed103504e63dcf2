using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;

namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>Every day of a form or an address is one of the years that the portal reckons with: what lies at the ends of the calendar is refused.</summary>
public sealed class TypedDayBinderProvider : IModelBinderProvider
{
    /// <inheritdoc/>
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.UnderlyingOrModelType == typeof(DateOnly)
        ? new TypedDayBinder(new SimpleTypeModelBinder(context.Metadata.ModelType, context.Services.GetRequiredService<ILoggerFactory>()))
        : null;
}

/// <summary>Binds one day.</summary>
/// <param name="framework">Reads it.</param>
public sealed class TypedDayBinder(IModelBinder framework) : IModelBinder
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <inheritdoc/>
    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        await framework.BindModelAsync(bindingContext);
        if (bindingContext.Result.Model is not DateOnly { Year: < FirstYear or > LastYear })
            return;
        bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, $"请填写 {FirstYear} 年至 {LastYear} 年之间的日期。");
        bindingContext.Result = ModelBindingResult.Failed();
    }
}
