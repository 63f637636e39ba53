using Microsoft.Data.Sqlite;

namespace SocialCareBot.Store;

/// <summary>
/// After a stop that was no proper one, looks the database through in the background. Where it is damaged nothing more is written, so that
/// nothing gets worse, and the log says what to do; reading goes on.
/// </summary>
public sealed class DamageCheck(Database database, IWriter writer, string folder, ILogger<DamageCheck> log) : BackgroundService
{
    private readonly string _marker = Path.Combine(folder, "running");

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

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        File.Delete(_marker);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var unclean = File.Exists(_marker);
        await File.WriteAllTextAsync(_marker, "", stoppingToken);
        if (!unclean)
            return;
        await Task.Yield();
        if (Look(database) is not { } damage)
            return;
        log.LogCritical("The database {Where} is damaged: {Damage}. Nothing is written any more; reading goes on. Stop the bot and put the last backup in its place", database.Where, damage);
        writer.Refuse($"the database is damaged ({damage})");
    }
}
