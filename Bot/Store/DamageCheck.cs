using Microsoft.Data.Sqlite;

namespace SocialCareBot.Store;

/// <summary>
/// Keeps a second bot out of the data folder. After a stop that was no proper one, looks the database through in the background. Where it is damaged nothing
/// more is written, so that nothing gets worse, and the log says what to do; reading goes on.
/// </summary>
public sealed class DamageCheck(Database database, IWriter writer, string folder, ILogger<DamageCheck> log) : BackgroundService
{
    private RunningMark? _mark;

    /// <summary>Looks through the file. Null: it is whole; otherwise what was found.</summary>
    public static string? Look(Database database)
    {
        if (database.Dialect != Dialect.Sqlite)
            return null;
        try
        {
            var verdict = database.Read(session => session.First<string>("pragma quick_check(1)"));
            return verdict == "ok" ? null : verdict;
        }
        catch (SqliteException damaged)
        {
            return damaged.Message;
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Dialect == Dialect.Sqlite)
            _mark = RunningMark.Take(folder) ?? throw new SchemaException($"Another bot works with the data folder {folder}. Stop it, or give this one a folder of its own (Care:Data).");
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _mark?.End();
    }

    public override void Dispose()
    {
        _mark?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_mark is not { LeftBehind: true })
            return;
        await Task.Yield();
        if (Look(database) is not { } damage)
            return;
        log.LogCritical(
            "The database {Where} is damaged: {Damage}. Nothing is written any more; reading goes on. Stop the bot and put the last backup in its place: restore FILE",
            database.Where,
            damage);
        writer.Refuse($"the database is damaged ({damage}); stop the bot and put the last backup in its place (restore FILE)");
    }
}
