using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Infrastructure;

/// <summary>What the layout of every page needs to know.</summary>
public sealed class PortalPage(ICurrentActor current, DemonstrationMode demonstration, BusinessClock clock)
{
    /// <summary>The name of the site.</summary>
    public const string SiteName = "乡村教育振兴任务跟踪平台";

    /// <summary>Who is signed in, or null.</summary>
    public Actor? Actor => current.Actor;

    /// <summary>Whether every page must say 演示数据.</summary>
    public bool IsDemo { get; } = demonstration.IsOn;

    /// <summary>The business day in Beijing.</summary>
    public DateOnly Today => clock.Today;

    /// <summary>The navigation of this person; empty for nobody.</summary>
    public IEnumerable<NavigationEntry> Entries =>
        Actor is { } actor ? Navigation.Entries.Where(e => actor.May(e.Permission)) : [];
}
