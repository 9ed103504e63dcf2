using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>The columns that every table of uploaded files has. Each kind of file has its own table.</summary>
internal static class UploadedFileColumns
{
    public static void Configure<T>(EntityTypeBuilder<T> builder)
        where T : UploadedFile
    {
        builder.Property(f => f.FileName).HasMaxLength(UploadedFile.FileNameLength);
        builder.Property(f => f.ContentType).HasMaxLength(UploadedFile.ContentTypeLength);
        builder.Property(f => f.ContentHash).HasMaxLength(UploadedFile.HashLength);
    }
}
