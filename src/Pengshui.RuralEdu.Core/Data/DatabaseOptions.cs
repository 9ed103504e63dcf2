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
}
