using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Bulletins;

namespace Pengshui.RuralEdu.Web.Infrastructure.Forms;

/// <summary>How much one form may hold. What is more is refused with a sentence (<see cref="RefusedForms"/>), never with a blank page.</summary>
public static class FormLimits
{
    /// <summary>Most values of a form. The largest that pages make, an inspection of 30 tasks with 20 lines of figures each, has some 3000.</summary>
    public const int MostValues = 20_000;

    /// <summary>Most characters of one text of a form; a part of a bulletin is the longest that is kept.</summary>
    public const int LongestText = BulletinService.TextLength;

    /// <summary>Most bytes of text in a form that takes files; a pasted notice is the longest.</summary>
    public const int MostText = 20 * 1024 * 1024;

    /// <summary>Most bytes of a form with files, sent without a script: read to its end, so that the text in it is kept.</summary>
    public const long MostBytes = 1024L * 1024 * 1024;

    /// <summary>Sets them for every form.</summary>
    public static void AddFormLimits(this IServiceCollection services)
    {
        services.Configure<FormOptions>(form => form.ValueCountLimit = MostValues);
        services.Configure<MvcOptions>(mvc => mvc.MaxModelBindingCollectionSize = MostValues);
    }
}
