using System.Security.Cryptography;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>
/// The uploaded bytes: under <c>DataDirectory/uploads</c>, outside the web root, each content once under its SHA-256.
/// Several web nodes share the directory.
/// </summary>
public sealed class UploadStore(DatabaseOptions options)
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

    /// <summary>Puts what is made of a received file in its place. Both are read and written piece by piece: neither is ever whole in memory.</summary>
    /// <param name="upload">The file.</param>
    /// <param name="rewrite">Reads the first and writes the second; both can be sought.</param>
    /// <param name="cancellationToken">Ends it; what was received stays as it was.</param>
    public static async Task RewriteAsync(Upload upload, Action<Stream, Stream> rewrite, CancellationToken cancellationToken)
    {
        var made = upload.Path + ".made";
        try
        {
            await using (var source = File.OpenRead(upload.Path))
            await using (var target = new FileStream(made, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                rewrite(source, target);
                target.Flush(flushToDisk: true);
                target.Position = 0;
                upload.Hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(target, cancellationToken));
                upload.Length = target.Length;
            }

            File.Move(made, upload.Path, overwrite: true);
        }
        finally
        {
            File.Delete(made);
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

    /// <summary>
    /// Gives a received file its place for good, at the last moment before its row is saved. The same content may be there already: then that stays,
    /// and is young again, so that nobody sweeps it before the row is there.
    /// </summary>
    public void Keep(Upload upload)
    {
        var place = PathOf(upload.Hash);
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(place)!).FullName;
        try
        {
            File.SetLastWriteTimeUtc(place, DateTime.UtcNow);
            return;
        }
        catch (FileNotFoundException)
        {
            File.Move(upload.Path, place, overwrite: true);
        }

        DirectoryFlush.ToDisk(folder);
        DirectoryFlush.ToDisk(root);
    }

    /// <summary>Opens a content for reading, if it is there and still is what was uploaded.</summary>
    /// <param name="hash">What it was.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(FileStream? Content, ContentState State)> OpenAsync(string hash, CancellationToken cancellationToken)
    {
        FileStream content;
        try
        {
            content = new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920, useAsync: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, ContentState.Missing);
        }

        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) == hash)
        {
            content.Position = 0;
            return (content, ContentState.Whole);
        }

        await content.DisposeAsync();
        return (null, ContentState.Changed);
    }

    /// <summary>The contents that lie here, by their hash.</summary>
    public IEnumerable<string> Hashes() => !Directory.Exists(root) ? [] : Directory.EnumerateDirectories(root, "??")
        .SelectMany(Directory.EnumerateFiles).Select(f => Path.GetFileName(f)).Where(h => h.Length == UploadedFile.HashLength);

    /// <summary>Deletes a content that no row names, unless it came within the last day: then its row may be on its way.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool Forget(string hash)
    {
        var place = PathOf(hash);
        if (!IsAbandoned(place))
            return false;

        // Out of its place first: whoever uploads the same content from now on puts it there anew.
        var away = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "tmp")).FullName, Guid.NewGuid().ToString("N"));
        File.Move(place, away);
        if (IsAbandoned(away))
            File.Delete(away);
        else
            File.Move(away, place, overwrite: true);
        return !File.Exists(place);
    }

    private static bool IsAbandoned(string path) => File.GetLastWriteTimeUtc(path) < DateTime.UtcNow - Abandoned;

    /// <summary>What a killed process left half received is of no use to anybody.</summary>
    private static void ForgetAbandoned(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles().Where(f => IsAbandoned(f.FullName)))
            file.Delete();
    }

    private string PathOf(string hash) => Path.Combine(root, hash[..2], hash);
}

/// <summary>What became of a content.</summary>
public enum ContentState
{
    /// <summary>It is there, as it was uploaded.</summary>
    Whole,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there, and its hash is another.</summary>
    Changed,
}

/// <summary>A file that was received and has no place yet; disposing deletes what is left of it.</summary>
public sealed class Upload(string path) : IDisposable
{
    /// <summary>Where its bytes lie for now.</summary>
    public string Path { get; } = path;

    /// <summary>Bytes.</summary>
    public long Length { get; set; }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
