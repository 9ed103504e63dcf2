using System.Globalization;
using Microsoft.Extensions.Configuration;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>A place of the chain as it left the database by itself.</summary>
/// <param name="At">When, UTC, real time, to the second.</param>
/// <param name="Anchor">Which entry, and its hash.</param>
/// <param name="KeyId">Which key signed it; null where the node had none.</param>
/// <param name="Mac">Its signature.</param>
public sealed record LeftAnchor(DateTime At, AuditAnchor Anchor, string? KeyId, string? Mac)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Reads a line of the file; null where it is something else.</summary>
    public static LeftAnchor? Parse(string line) =>
        line.Split(' ') is [var at, var anchor, var keyId, var mac]
        && DateTime.TryParseExact(at, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
        && AuditAnchor.Parse(anchor) is { } parsed
            ? new LeftAnchor(moment, parsed, Given(keyId), Given(mac))
            : null;

    /// <summary>Its line: moment, <c>sequence:hash</c>, key, signature; a hyphen for what is not there.</summary>
    public override string ToString() => $"{At.ToString(Moment, CultureInfo.InvariantCulture)} {Anchor} {KeyId ?? "-"} {Mac ?? "-"}";

    private static string? Given(string text) => text == "-" ? null : text;
}

/// <summary>What is in the file of anchors.</summary>
/// <param name="Anchors">Oldest first.</param>
/// <param name="Unreadable">Lines that are no anchor, such as one that was cut off by a power failure.</param>
public sealed record AnchorFile(IReadOnlyList<LeftAnchor> Anchors, int Unreadable);

/// <summary>
/// The anchors of the audit trail: one line a day with the end of the chain, in a file outside the database, at best on another
/// machine. Whoever cuts the trail short or rebuilds it does not reach them.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="keys">Sign the anchors.</param>
/// <param name="time">Real time.</param>
public sealed class AuditAnchors(string path, AuditKeys keys, TimeProvider time)
{
    /// <summary>The folder of the file; every node has the same.</summary>
    public const string Setting = "Audit:AnchorFolder";

    private volatile string? problem;

    /// <summary>The file; its name says of which database.</summary>
    public string Path => path;

    /// <summary>Why this node could not leave the last anchor, in Chinese; null where it could.</summary>
    public string? Problem => problem;

    /// <summary>That of an installation.</summary>
    /// <param name="options">Where its data lie; without a setting the anchors are in <c>DataDirectory/anchors</c>.</param>
    /// <param name="configuration">Holds <see cref="Setting"/>.</param>
    /// <param name="contentRoot">What a relative path starts from.</param>
    /// <param name="keys">Sign the anchors.</param>
    /// <param name="time">Real time.</param>
    public static AuditAnchors Of(DatabaseOptions options, IConfiguration configuration, string contentRoot, AuditKeys keys, TimeProvider time)
    {
        var folder = configuration[Setting] is { Length: > 0 } named
            ? System.IO.Path.GetFullPath(named, contentRoot)
            : System.IO.Path.Combine(options.DataDirectory, "anchors");
        return new AuditAnchors(System.IO.Path.Combine(folder, $"anchors-{System.IO.Path.GetFileNameWithoutExtension(options.DatabaseName)}.txt"), keys, time);
    }

    /// <summary>
    /// Leaves the end of the chain, once a day of Beijing's: the file is held while it is read and written, so that of several
    /// nodes one does it. The line is on disk when this ends; one that a power failure cut off stays a line of its own.
    /// </summary>
    /// <param name="head">The end of the chain.</param>
    /// <returns>Whether a line was added; not on an empty trail, and not a second time a day.</returns>
    /// <exception cref="IOException">The file cannot be written; <see cref="Problem"/> says so, too.</exception>
    public bool Leave(AuditHead head)
    {
        if (head.Sequence == 0)
            return false;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var now = new DateTime(time.GetUtcNow().UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
            var isNew = !ReadFrom(file).Anchors.Any(a => BusinessClock.BeijingDay(a.At) == BusinessClock.BeijingDay(now));
            if (isNew)
                Append(file, Of(head, now));
            problem = null;
            return isNew;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"锚点写不进 {path}，请检查目录、权限和磁盘空间。";
            throw new IOException(exception.Message, exception);
        }
    }

    /// <summary>What has left so far; empty where nothing has.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public AnchorFile Read()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return ReadFrom(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new AnchorFile([], 0);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    /// <summary>Whether an anchor carries the signature that its key makes; true where its key is not here or it has none.</summary>
    public bool IsAsItLeft(LeftAnchor left) =>
        left.KeyId is null || keys.Ring.Find(left.KeyId) is not { } key || key.Sign(left.Anchor, left.At) == left.Mac;

    private LeftAnchor Of(AuditHead head, DateTime now)
    {
        var anchor = new AuditAnchor(head.Sequence, head.Hash);
        var key = head.KeyId is null ? null : keys.Reread().Find(head.KeyId);
        return new LeftAnchor(now, anchor, key?.Id, key?.Sign(anchor, now));
    }

    private static void Append(FileStream file, LeftAnchor left)
    {
        var cut = false;
        if (file.Length > 0)
        {
            file.Position = file.Length - 1;
            cut = file.ReadByte() != '\n';
        }

        file.Position = file.Length;
        file.Write(System.Text.Encoding.ASCII.GetBytes($"{(cut ? "\n" : "")}{left}\n"));
        file.Flush(flushToDisk: true);
    }

    private static AnchorFile ReadFrom(FileStream file)
    {
        var anchors = new List<LeftAnchor>();
        var unreadable = 0;
        using var reader = new StreamReader(file, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            if (LeftAnchor.Parse(line) is { } left)
                anchors.Add(left);
            else
                unreadable++;
        }

        return new AnchorFile(anchors, unreadable);
    }
}
