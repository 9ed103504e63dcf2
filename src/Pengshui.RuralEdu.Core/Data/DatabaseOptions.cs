using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>The engines the portal runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded default: one file under the data directory.</summary>
    Sqlite,

    /// <summary>Production.</summary>
    SqlServer,
}

/// <summary>Where the data lies; read from the framework's configuration by <c>AddCore</c>.</summary>
/// <param name="Provider"><c>Database:Provider</c>.</param>
/// <param name="ConnectionString"><c>ConnectionStrings:RuralEdu</c>, or the file in the data directory.</param>
/// <param name="DataDirectory"><c>DataDirectory</c>: SQLite file, uploads. Absolute.</param>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString, string DataDirectory)
{
    /// <summary>Name of the SQLite file.</summary>
    public const string SqliteFileName = "ruraledu.db";

    /// <summary>What an operator calls the database: the full path of the SQLite file, or the name of the database on its server.</summary>
    public string DatabaseName => Provider == DatabaseProvider.Sqlite
        ? Path.GetFullPath(new SqliteConnectionStringBuilder(ConnectionString).DataSource)
        : new SqlConnectionStringBuilder(ConnectionString).InitialCatalog;

    /// <summary>Reads them.</summary>
    /// <param name="configuration">The framework's configuration.</param>
    /// <param name="contentRoot">What a relative <c>DataDirectory</c> starts from.</param>
    /// <exception cref="StartupRefusalException">A setting makes no sense.</exception>
    public static DatabaseOptions Read(IConfiguration configuration, string contentRoot)
    {
        var directory = Path.GetFullPath(configuration["DataDirectory"] ?? "data", contentRoot);
        var name = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider))
            throw new StartupRefusalException($"设置 Database:Provider 的值“{name}”不认识，请写 Sqlite 或 SqlServer。");
        var connection = configuration.GetConnectionString("RuralEdu");
        if (provider == DatabaseProvider.SqlServer)
            RequireSense(connection);
        return provider switch
        {
            DatabaseProvider.SqlServer when string.IsNullOrWhiteSpace(connection) =>
                throw new StartupRefusalException("使用 SQL Server 时要写明连接字符串 ConnectionStrings:RuralEdu。"),
            DatabaseProvider.Sqlite when string.IsNullOrWhiteSpace(connection) =>
                new DatabaseOptions(provider, $"Data Source={Path.Combine(directory, SqliteFileName)}", directory),
            _ => new DatabaseOptions(provider, connection!, directory),
        };
    }

    private static void RequireSense(string? connection)
    {
        try
        {
            _ = new SqlConnectionStringBuilder(connection);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new StartupRefusalException($"连接字符串 ConnectionStrings:RuralEdu 写得不对：{exception.Message}", exception);
        }
    }
}
