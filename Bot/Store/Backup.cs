using Dapper;
using Microsoft.Data.Sqlite;

namespace SocialCareBot.Store;

/// <summary>One file with everything the database held at one instant; taken while the bot works, which is not kept waiting.</summary>
public static class Backup
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Throws <see cref="BackupException"/> where the file exists, or cannot be written whole; then nothing stands under its name.</summary>
    public static void Take(Database database, string file)
    {
        if (File.Exists(file))
            throw new BackupException($"{file} exists already and was left as it is. Name another file.");
        var part = file + ".part";
        try
        {
            File.Delete(part);
            MakeOurs(part);
            Write(database, part);
            using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(part, file, overwrite: false);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new BackupException($"No backup was made: {failed.Message}", failed);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Why this file cannot be used as a backup of a SQLite database, in one sentence; null where it can.</summary>
    public static string? Problem(string file)
    {
        if (!File.Exists(file))
            return $"There is no file {file}.";
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            var verdict = connection.QueryFirst<string>("pragma quick_check(1)");
            if (verdict != "ok")
                return $"{file} is damaged ({verdict.ReplaceLineEndings(" ")}). Take an older backup.";
            var ours = connection.QueryFirst<long>("select count(*) from sqlite_master where name in ('schema_version', 'cases', 'outbox')");
            return ours == 3 ? null : $"{file} is no backup of this program. Take a file that the command backup has written.";
        }
        catch (SqliteException unreadable)
        {
            return $"{file} cannot be read as a backup ({unreadable.Message}). Take an older one.";
        }
    }

    /// <summary>It will hold customers' words: nobody else may read it, from its first byte on.</summary>
    private static void MakeOurs(string part)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        File.Open(part, options).Dispose();
    }

    private static void Write(Database database, string part)
    {
        if (database.Dialect != Dialect.Sqlite)
        {
            PostgresPrograms.Dump(database, part);
            return;
        }
        if (!File.Exists(database.Where))
            throw new BackupException($"There is no database {database.Where}. Look whether the settings name the right data folder.");
        database.Read(session => session.Execute("vacuum into @part", new { part }));
        if (Problem(part) is { } problem)
            throw new BackupException($"The database {database.Where} is damaged, and so would be its backup: {problem} Put the last one in the database's place (restore FILE).");
    }
}

/// <summary>A backup was not made, or not put in place; the message says why, and what to do.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
