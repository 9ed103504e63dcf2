using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>A notice is understood from its text alone: no database, no web, no clock.</summary>
public sealed class ProjectTests
{
    private static readonly string[] Clocks = ["get_Now", "get_UtcNow", "get_Today"];

    [Fact]
    public void It_refers_to_no_other_project_no_database_and_no_web()
    {
        var known = typeof(NoticeReader).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();

        Assert.Contains("DocumentFormat.OpenXml", known);
        Assert.DoesNotContain(known, n => n.StartsWith("Pengshui.", StringComparison.Ordinal));
        Assert.DoesNotContain(known, n => n.StartsWith("Microsoft.", StringComparison.Ordinal));
        Assert.DoesNotContain(known, n => n.StartsWith("System.Data", StringComparison.Ordinal));
    }

    [Fact]
    public void It_reads_no_clock()
    {
        using var file = File.OpenRead(typeof(NoticeReader).Assembly.Location);
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();

        Assert.DoesNotContain(nameof(TimeProvider), metadata.TypeReferences.Select(t => metadata.GetString(metadata.GetTypeReference(t).Name)));
        Assert.Empty(metadata.MemberReferences.Select(m => metadata.GetString(metadata.GetMemberReference(m).Name)).Intersect(Clocks));
    }
}
