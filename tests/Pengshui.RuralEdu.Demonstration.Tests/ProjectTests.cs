using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Demonstration.Tests;

/// <summary>The demonstration can be left out because nothing that stays knows it.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void Core_does_not_refer_to_the_demonstration()
    {
        var known = typeof(RuralEduDbContext).Assembly.GetReferencedAssemblies().Select(a => a.Name);
        Assert.DoesNotContain(typeof(DemonstrationSeed).Assembly.GetName().Name, known);
    }

    [Fact]
    public void The_demonstration_refers_to_Core_and_no_other_project() =>
        Assert.Equal(
            ["Pengshui.RuralEdu.Core"],
            typeof(DemonstrationSeed).Assembly.GetReferencedAssemblies().Select(a => a.Name).Where(n => n!.StartsWith("Pengshui.", StringComparison.Ordinal)));
}
