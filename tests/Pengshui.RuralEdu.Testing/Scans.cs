using Microsoft.Extensions.Logging.Abstractions;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Testing;

/// <summary>Scans of uploads for services that a test makes itself.</summary>
public static class Scans
{
    /// <summary>By a scanner; without one everything is clean.</summary>
    public static UploadScan Of(RuralEduDbContext db, IUploadScanner? scanner = null) => new(db, scanner ?? new NoScanner(), NullLogger<UploadScan>.Instance);
}
