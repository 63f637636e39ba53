using Dapper;
using Microsoft.Data.Sqlite;

namespace SocialCareBot.Store;

/// <summary>
/// Puts a backup in the place of a SQLite database. All work is done on a copy, which then takes the database's name in one step: whatever dies when, there is
/// the old database or the new one, never none and never half of one.
/// </summary>
public static class SqliteRestore
{
    /// <summary>Returns where the present database stands now; null where there was none.</summary>
    /// <param name="target">The database's file, in the data folder.</param>
    /// <param name="prepare">Works on the copy, which has the present schema, and closes it again.</param>
    public static async Task<string?> Run(string target, string backup, DateTimeOffset at, Func<Database, Task> prepare)
    {
        var folder = Path.GetDirectoryName(target)!;
        using var mark = RunningMark.Take(folder) ?? throw new BackupException($"A bot works with {folder}. Stop it first; nothing was changed.");
        if (Backup.Problem(backup) is { } problem)
            throw new BackupException($"{problem} Nothing was changed.");
        var workshop = Directory.CreateDirectory(Path.Combine(folder, "restoring"));
        try
        {
            var copy = Path.Combine(workshop.FullName, Path.GetFileName(target));
            File.Copy(backup, copy, overwrite: true);
            Mode(copy, target);
            var database = Database.Sqlite(copy);
            Migrator.Run(database);
            await prepare(database);
            Fold(copy, mustBeWhole: true);
            Fold(target, mustBeWhole: false);
            return Swap(copy, target, at);
        }
        finally
        {
            workshop.Delete(recursive: true);
        }
    }

    /// <summary>Everything into the one file, and a proof that nobody else has it open.</summary>
    private static void Fold(string file, bool mustBeWhole)
    {
        if (!File.Exists(file))
            return;
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 1, Pooling = false }.ToString());
            connection.Open();
            connection.Execute("pragma journal_mode = delete");
            using var durable = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            durable.Flush(flushToDisk: true);
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            throw new BackupException($"Another process has {file} open. Stop it first; nothing was changed.", busy);
        }
        catch (SqliteException damaged) when (!mustBeWhole && damaged.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_IOERR)
        {
            // What cannot be read is kept aside as it is.
        }
    }

    private static void Mode(string copy, string target)
    {
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(copy, File.Exists(target) ? File.GetUnixFileMode(target) : UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string? Swap(string copy, string target, DateTimeOffset at)
    {
        if (!File.Exists(target))
        {
            File.Move(copy, target);
            return null;
        }
        var aside = $"{target}.before-restore-{at:yyyyMMddTHHmmssZ}";
        if (File.Exists(aside))
            throw new BackupException($"{aside} exists already. Try again in a second; nothing was changed.");
        foreach (var beside in new[] { "-wal", "-shm" })
            MoveIfThere(target + beside, aside + beside);
        File.Replace(copy, target, aside);
        return aside;
    }

    /// <summary>The last connection to a database takes these files away when it closes, at any moment.</summary>
    private static void MoveIfThere(string file, string to)
    {
        try
        {
            File.Move(file, to);
        }
        catch (FileNotFoundException)
        {
            // There is nothing to keep.
        }
    }
}
