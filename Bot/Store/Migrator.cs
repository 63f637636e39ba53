using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SocialCareBot.Store;

/// <summary>Brings a database to this binary's schema: numbered files, forward only, each in its own transaction.</summary>
public static class Migrator
{
    /// <summary>The oldest schema version whose binaries can still work beside this one.</summary>
    public const int OldestReader = 1;

    private const string Prefix = "SocialCareBot.Store.Migrations.";

    /// <summary>
    /// Runs what is missing, after a backup of a SQLite file that already holds data. Throws <see cref="SchemaException"/> with one sentence for people when
    /// the database was written by a newer version that this one cannot work beside, or cannot be read at all.
    /// </summary>
    public static void Run(Database database)
    {
        try
        {
            using var connection = database.OpenForMigration();
            connection.Execute("create table if not exists schema_version (version integer not null, oldest_reader integer not null)");
            var row = connection.QueryFirstOrDefault<(int Version, int OldestReader)>("select version, oldest_reader from schema_version");
            var files = Files();
            CheckReader(row.OldestReader, $"The database {database.Where}");
            if (row.Version is > 0 && row.Version < files.Count)
                BackUp(connection, database, row.Version);
            foreach (var (version, sql) in files.Where(file => file.Version > row.Version))
                Apply(connection, version, sql);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            throw new SchemaException($"The database file {database.Where} cannot be read: {damaged.Message}. Put the last backup in its place with: restore FILE. Nothing was changed.", damaged);
        }
    }

    /// <summary>Looks once more while the program works: throws as <see cref="Run"/> does when a newer program has shut this one out since.</summary>
    public static void Check(Database database) =>
        CheckReader(database.Read(session => session.First<int>("select oldest_reader from schema_version")), $"The database {database.Where}");

    /// <summary>Throws where what needs this version, a database or a backup, is too new for this program.</summary>
    public static void CheckReader(int oldestReader, string what)
    {
        var known = Files().Count;
        if (oldestReader > known)
            throw new SchemaException($"{what} needs version {oldestReader} of the schema or newer, this program knows {known}. Start the newer program.");
    }

    private static List<(int Version, string Sql)> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name[Prefix.Length..^4], CultureInfo.InvariantCulture), Text(assembly, name)))];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static void Apply(DbConnection connection, int version, string sql)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(sql, transaction: transaction);
        connection.Execute("delete from schema_version", transaction: transaction);
        connection.Execute(
            "insert into schema_version (version, oldest_reader) values (@version, @OldestReader)",
            new { version, OldestReader },
            transaction);
        transaction.Commit();
    }

    private static void BackUp(DbConnection connection, Database database, int version)
    {
        if (connection is not SqliteConnection)
            return;
        var file = $"{database.Where}.before-{version + 1}";
        // Left by an attempt that failed; the database may have gone on since.
        File.Delete(file);
        connection.Execute("vacuum into @file", new { file });
    }
}

/// <summary>The database does not fit this program; the message says what to do.</summary>
public sealed class SchemaException(string message, Exception? inner = null) : Exception(message, inner);
