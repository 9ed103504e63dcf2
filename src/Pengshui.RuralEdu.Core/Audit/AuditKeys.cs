using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>The end of the trail was signed with a key that this node does not have: nothing can be written before it has.</summary>
/// <param name="message">A sentence, in Chinese.</param>
public sealed class AuditKeyMissingException(string message) : Exception(message);

/// <summary>
/// The keys of the audit trail, in a file that the nodes hold (<see cref="Setting"/>). It is read once, and again where the end
/// of the chain was signed with a key that was not in it. Beside a SQLite file the portal makes one by itself.
/// </summary>
/// <param name="path">The file; null where none is configured.</param>
/// <param name="isMadeByItself">Whether the first writer makes it.</param>
public sealed class AuditKeys(string? path, bool isMadeByItself = false)
{
    /// <summary>The key file; every node has the same.</summary>
    public const string Setting = "Audit:KeyFile";

    private volatile AuditKeyRing? ring;

    /// <summary>Without any: entries are chained and not signed.</summary>
    public static AuditKeys None { get; } = new(null);

    /// <summary>The file, or null.</summary>
    public string? Path => path;

    /// <summary>Whether the file is there already, or is made by whoever writes first.</summary>
    public bool IsThere => path is null || isMadeByItself || File.Exists(path);

    /// <summary>What is in it.</summary>
    /// <exception cref="StartupRefusalException">It cannot be read.</exception>
    public AuditKeyRing Ring => ring ??= Read();

    /// <summary>What is in it now: another process may have changed it.</summary>
    /// <exception cref="StartupRefusalException">It cannot be read.</exception>
    public AuditKeyRing Reread() => ring = Read();

    /// <summary>Those of an installation.</summary>
    /// <param name="options">Where its data lie.</param>
    /// <param name="configuration">Holds <see cref="Setting"/>.</param>
    /// <param name="contentRoot">What a relative path starts from.</param>
    public static AuditKeys Of(DatabaseOptions options, IConfiguration configuration, string contentRoot)
    {
        if (configuration[Setting] is { Length: > 0 } named)
            return new AuditKeys(System.IO.Path.GetFullPath(named, contentRoot));
        if (options.Provider != DatabaseProvider.Sqlite)
            return None;
        var database = System.IO.Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);
        return new AuditKeys(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(database)!, "keys", "audit.keys"), isMadeByItself: true);
    }

    /// <summary>The key that signs what follows; null where there is none and never was. Asked by whoever holds the end of the chain.</summary>
    /// <exception cref="AuditKeyMissingException">The end was signed with a key that is not here.</exception>
    public AuditKey? SignerAfter(AuditHead head)
    {
        var now = Ring;
        if (!now.Knows(head))
            now = Reread();
        if (!now.Knows(head))
            throw new AuditKeyMissingException(MissingSentence(head.KeyId!));
        if (now.Newest is null && isMadeByItself)
            now = Add(AuditKey.Make(), DateTime.UtcNow, head.Sequence + 1);
        return now.Newest;
    }

    /// <summary>What is said where the end was signed with a key that is not here.</summary>
    public string MissingSentence(string keyId) => path is null
        ? $"留痕是用密钥 {keyId} 签的，这里没有设置 {Setting}，不能写入。请填写各节点通用的密钥文件。"
        : $"留痕是用密钥 {keyId} 签的，密钥文件 {path} 里没有它，不能写入。请放回各节点通用的密钥文件；确已丢失的，执行命令 audit rotate-key --lost。";

    /// <summary>Adds a key to the file, which signs from now on. The file is replaced at once and is its owner's alone (0600).</summary>
    /// <exception cref="StartupRefusalException">It cannot be written.</exception>
    internal AuditKeyRing Add(AuditKey key, DateTime now, long? signedFrom, AuditAnchor? lost = null)
    {
        var added = Read().With(key, now, signedFrom, lost);
        Write(added.Lines);
        return ring = added;
    }

    private AuditKeyRing Read()
    {
        if (path is null)
            return AuditKeyRing.Empty;
        try
        {
            return AuditKeyRing.Read(File.ReadAllLines(path), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return AuditKeyRing.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusalException($"读不出密钥文件 {path}，请检查权限。", exception);
        }
    }

    private void Write(IEnumerable<string> lines)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        var made = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(folder);
            var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(made, how))
            {
                using (var writer = new StreamWriter(file, leaveOpen: true) { NewLine = "\n" })
                {
                    foreach (var line in lines)
                        writer.WriteLine(line);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(made, path!, overwrite: true);
            DirectoryFlush.ToDisk(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusalException($"密钥文件 {path} 不能写入，请检查目录权限和磁盘空间。", exception);
        }
        finally
        {
            File.Delete(made);
        }
    }
}
