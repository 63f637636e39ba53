namespace SocialCareBot.Store;

/// <summary>Puts a backup into a PostgreSQL database: the present schema is kept under another name, and a new one takes its place.</summary>
public static class PostgresRestore
{
    /// <summary>Returns the name the present schema has now; null where there was nothing in it.</summary>
    /// <param name="prepare">Works on the restored database, which has the present schema.</param>
    public static async Task<string?> Run(Database database, string backup, DateTimeOffset at, Func<Database, Task> prepare)
    {
        if (!File.Exists(backup))
            throw new BackupException($"There is no file {backup}. Nothing was changed.");
        Migrator.CheckReader(PostgresPrograms.Version(database, backup).OldestReader, $"The backup {backup}");
        var schema = PostgresPrograms.SchemaOf(database);
        var empty = !Has(database, "cases");
        if (Works(database))
            throw new BackupException($"A bot works on {database.Where}. Stop all nodes first; nothing was changed.");
        var aside = $"{schema}_before_restore_{at:yyyyMMddHHmmss}";
        database.Directly(session => session.Execute($"begin; alter schema \"{schema}\" rename to \"{aside}\"; create schema \"{schema}\"; commit;"));
        try
        {
            PostgresPrograms.Load(database, backup);
            Migrator.Run(database);
            await prepare(database);
        }
        catch
        {
            database.Directly(session => session.Execute($"begin; drop schema \"{schema}\" cascade; alter schema \"{aside}\" rename to \"{schema}\"; commit;"));
            throw;
        }
        return empty ? null : aside;
    }

    /// <summary>A living node keeps its turns, each for a second and a bit.</summary>
    private static bool Works(Database database) => Has(database, "lease") && database.Directly(session => session.First<bool>(
        "select exists (select 1 from lease where name like 'turn %' and until_at > cast(extract(epoch from clock_timestamp()) * 1000 as bigint))"));

    private static bool Has(Database database, string table) => database.Directly(session => session.First<bool>(
        "select exists (select 1 from information_schema.tables where table_schema = current_schema() and table_name = @table)", new { table }));
}
