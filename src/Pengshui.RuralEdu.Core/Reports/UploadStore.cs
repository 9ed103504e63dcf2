using System.Security.Cryptography;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// The uploaded bytes: under <c>DataDirectory/uploads</c>, outside the web root, each content once under its SHA-256.
/// Several web nodes share the directory.
/// </summary>
internal sealed class UploadStore(DatabaseOptions options)
{
    /// <summary>No upload takes that long, on any node.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string root = Path.Combine(options.DataDirectory, "uploads");

    /// <summary>Writes a stream into a file of its own while hashing it; null where it is longer than allowed.</summary>
    /// <param name="content">Read to its end, or just past <paramref name="longest"/>.</param>
    /// <param name="longest">Most bytes.</param>
    /// <param name="cancellationToken">Ends it; nothing stays.</param>
    public async Task<Upload?> ReceiveAsync(Stream content, long longest, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "tmp"));
        ForgetAbandoned(folder);
        var upload = new Upload(Path.Combine(folder.FullName, Guid.NewGuid().ToString("N")));
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(upload.Path, FileMode.CreateNew, FileAccess.Write))
            {
                var buffer = new byte[81920];
                int read;
                while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    upload.Length += read;
                    if (upload.Length > longest)
                    {
                        upload.Dispose();
                        return null;
                    }

                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }

                file.Flush(flushToDisk: true);
            }

            upload.Hash = Convert.ToHexStringLower(hash.GetHashAndReset());
            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    /// <summary>Puts other bytes in the place of what was received.</summary>
    public static async Task ReplaceAsync(Upload upload, byte[] content, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(upload.Path, FileMode.Create, FileAccess.Write);
        await file.WriteAsync(content, cancellationToken);
        file.Flush(flushToDisk: true);
        upload.Length = content.Length;
        upload.Hash = Convert.ToHexStringLower(SHA256.HashData(content));
    }

    /// <summary>Gives a received file its place for good. The same content may be there already: then that stays.</summary>
    public void Keep(Upload upload)
    {
        var place = PathOf(upload.Hash);
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(place)!).FullName;
        if (File.Exists(place))
            return;
        File.Move(upload.Path, place, overwrite: true);
        DirectoryFlush.ToDisk(folder);
        DirectoryFlush.ToDisk(root);
    }

    /// <summary>Opens a content for reading.</summary>
    public FileStream Open(string hash) => new(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 81920, useAsync: true);

    /// <summary>What a killed process left half received is of no use to anybody.</summary>
    private static void ForgetAbandoned(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles().Where(f => f.LastWriteTimeUtc < DateTime.UtcNow - Abandoned))
            file.Delete();
    }

    private string PathOf(string hash) => Path.Combine(root, hash[..2], hash);
}

/// <summary>A file that was received and has no place yet; disposing deletes what is left of it.</summary>
internal sealed class Upload(string path) : IDisposable
{
    public string Path { get; } = path;

    public long Length { get; set; }

    public string Hash { get; set; } = "";

    public void Dispose() => File.Delete(Path);
}
