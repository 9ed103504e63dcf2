using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>Who makes this request.</summary>
public interface ICurrentActor
{
    /// <summary>The signed-in person, or null.</summary>
    Actor? Actor { get; }
}

/// <summary>Until sign-in is there: nobody.</summary>
internal sealed class NobodySignedIn : ICurrentActor
{
    public Actor? Actor => null;
}
