using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>What was typed and could not be read, where a form is shown again with other content than was sent.</summary>
public static class UnreadValues
{
    /// <summary>Forgets what was read, so that the page shows the new content; what could not be read stays in its field with its sentence.</summary>
    public static void KeepUnread(this ModelStateDictionary state)
    {
        foreach (var key in state.Where(e => e.Value is not { Errors.Count: > 0 }).Select(e => e.Key).ToList())
            state.Remove(key);
    }
}
