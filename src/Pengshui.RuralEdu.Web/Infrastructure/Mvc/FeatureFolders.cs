using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Pengshui.RuralEdu.Web.Infrastructure.Mvc;

/// <summary>Notes at start-up in which folder under Features a controller's views lie: its namespace says so.</summary>
internal sealed class FeatureConvention : IControllerModelConvention
{
    public const string Key = "feature";
    private const string Root = ".Features.";

    public void Apply(ControllerModel controller)
    {
        var name = controller.ControllerType.Namespace ?? "";
        var start = name.IndexOf(Root, StringComparison.Ordinal);
        if (start >= 0)
            controller.Properties[Key] = name[(start + Root.Length)..].Replace('.', '/');
    }
}

/// <summary>Looks for a view in the controller's own folder, then in Shared.</summary>
internal sealed class FeatureViewLocations : IViewLocationExpander
{
    public void PopulateValues(ViewLocationExpanderContext context)
    {
        if (context.ActionContext.ActionDescriptor is ControllerActionDescriptor action
            && action.Properties.TryGetValue(FeatureConvention.Key, out var feature))
            context.Values[FeatureConvention.Key] = (string?)feature;
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        context.Values.TryGetValue(FeatureConvention.Key, out var feature) && feature is not null
            ? viewLocations.Prepend($"/Features/{feature}/{{0}}.cshtml")
            : viewLocations;
}
