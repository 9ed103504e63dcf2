using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

/// <summary>What an action binds beside its address, from the action itself, so that no field is forgotten.</summary>
internal static class BoundFields
{
    /// <summary>A value for everything: the text where text is bound, something of its kind elsewhere.</summary>
    /// <param name="portal">Knows the bound types.</param>
    /// <param name="endpoint">The action.</param>
    /// <param name="text">For texts.</param>
    /// <param name="number">For all that is no text; "1" stands for a value of the right kind.</param>
    /// <param name="rows">Elements of each list that stands at the top.</param>
    public static List<KeyValuePair<string, string>> Of(PortalFactory portal, RouteEndpoint endpoint, string text, string number, int rows = 1) =>
        Of(portal, endpoint, text, type => number == "1" ? Sample(type) : number, rows);

    /// <summary>The same with a value for each type that is no text.</summary>
    public static List<KeyValuePair<string, string>> Of(PortalFactory portal, RouteEndpoint endpoint, string text, Func<Type, string> sample, int rows = 1)
    {
        var metadata = portal.Services.GetRequiredService<IModelMetadataProvider>();
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var parameter in Parameters(endpoint))
        {
            var type = metadata.GetMetadataForType(parameter.ParameterType);
            Add(type, type is { IsComplexType: true, IsEnumerableType: false } ? "" : parameter.Name);
        }

        return fields;

        void Add(ModelMetadata type, string name)
        {
            if (!type.IsBindingAllowed || typeof(IFormFile).IsAssignableFrom(type.ElementType ?? type.ModelType))
                return;
            if (type.ModelType == typeof(string))
                fields.Add(new(name, text));
            else if (type.IsEnumerableType)
                Enumerable.Range(0, name.Contains('[', StringComparison.Ordinal) ? 1 : rows).ToList().ForEach(i => Add(type.ElementMetadata!, $"{name}[{i}]"));
            else if (type.IsComplexType)
                type.Properties.ToList().ForEach(p => Add(p, name.Length == 0 ? p.PropertyName! : $"{name}.{p.PropertyName}"));
            else
                fields.Add(new(name, sample(type.UnderlyingOrModelType)));
        }
    }

    /// <summary>Whether the action binds a list.</summary>
    public static bool HasList(PortalFactory portal, RouteEndpoint endpoint) => Of(portal, endpoint, "", "1").Any(f => f.Key.Contains('[', StringComparison.Ordinal));

    private static IEnumerable<ParameterDescriptor> Parameters(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()!.Parameters
            .Where(p => p.ParameterType != typeof(CancellationToken) && !typeof(IFormFile).IsAssignableFrom(p.ParameterType))
            .Where(p => endpoint.RoutePattern.Parameters.All(r => r.Name != p.Name));

    /// <summary>A value of the right kind.</summary>
    public static string Sample(Type type) =>
        type == typeof(DateOnly) ? "2023-10-27"
        : type == typeof(Guid) ? "0b0b0b0b-0000-4000-8000-000000000001"
        : type == typeof(bool) ? "true"
        : type.IsEnum ? Enum.GetNames(type)[0]
        : "1";
}
