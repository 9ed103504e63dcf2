using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>Every day of a form or an address is one of the years that the portal reckons with: what lies at the ends of the calendar is refused.</summary>
public sealed class TypedDayBinderProvider : IModelBinderProvider
{
    /// <inheritdoc/>
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.UnderlyingOrModelType == typeof(DateOnly)
        ? new TypedDayBinder(
            new SimpleTypeModelBinder(context.Metadata.ModelType, context.Services.GetRequiredService<ILoggerFactory>()),
            (context.Metadata as DefaultModelMetadata)?.Attributes.PropertyAttributes?.OfType<FromYearAttribute>().FirstOrDefault()?.Year ?? TypedDayBinder.FirstYear)
        : null;
}

/// <summary>Binds one day.</summary>
/// <param name="framework">Reads it.</param>
/// <param name="firstYear">The first year that is taken.</param>
public sealed class TypedDayBinder(IModelBinder framework, int firstYear) : IModelBinder
{
    /// <summary>The first year of a day that bears no other (<see cref="FromYearAttribute"/>).</summary>
    public const int FirstYear = 2000;

    private const int LastYear = 2100;

    /// <inheritdoc/>
    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        await framework.BindModelAsync(bindingContext);
        if (bindingContext.Result.Model is not DateOnly day || (day.Year >= firstYear && day.Year <= LastYear))
            return;
        bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, $"请填写 {firstYear} 年至 {LastYear} 年之间的日期。");
        bindingContext.Result = ModelBindingResult.Failed();
    }
}
