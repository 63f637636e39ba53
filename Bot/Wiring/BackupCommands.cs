using System.CommandLine;
using System.Globalization;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Settings;
using SocialCareBot.Store;
using SocialCareBot.Triage;

namespace SocialCareBot.Wiring;

/// <summary><c>-- backup FILE</c> and <c>-- restore FILE</c>; each ends with 1 and one sentence where it did nothing.</summary>
public static class BackupCommands
{
    public static Command Backup(string[] args)
    {
        var file = new Argument<string>("file") { Description = "Where the backup is to stand. An existing file is never overwritten." };
        var backup = new Command("backup", "Writes everything the database holds at this instant into one file, while the bot works.") { TreatUnmatchedTokensAsErrors = false };
        backup.Arguments.Add(file);
        backup.SetAction(parsed => Mistakes.Say(() =>
        {
            var to = Path.GetFullPath(parsed.GetValue(file)!);
            Store.Backup.Take(DeskWiring.Where(Host(args, parsed.GetValue(file)!)), to);
            Console.WriteLine($"Backup written and checked: {to}, {new FileInfo(to).Length:N0} bytes. The folder of keys beside the database is not in it.");
        }));
        return backup;
    }

    public static Command Restore(string[] args, TimeProvider time)
    {
        var file = new Argument<string>("file") { Description = "A file that backup has written." };
        var cutOff = new Option<string?>("--cut-off") { Description = "Answers, reminders and calls begun before this instant (2026-11-23T09:00Z) do not leave by themselves. Without it: none of the backup's." };
        var restore = new Command("restore", "Puts a backup in the database's place. The bot must not run; the present database is kept aside.") { TreatUnmatchedTokensAsErrors = false };
        restore.Arguments.Add(file);
        restore.Options.Add(cutOff);
        restore.SetAction(parsed => Mistakes.Say(async () =>
        {
            var host = Host(args, parsed.GetValue(file)!);
            await Restore(DeskWiring.Where(host), Path.GetFullPath(parsed.GetValue(file)!), CutOff(parsed.GetValue(cutOff)), time, Console.Out);
            return 0;
        }));
        return restore;
    }

    /// <summary>Restores into this database and says what came of it.</summary>
    /// <param name="cutOff">Null: everything the backup still had to send is parked.</param>
    public static async Task Restore(Database database, string file, DateTimeOffset? cutOff, TimeProvider time, TextWriter output)
    {
        var parked = new ParkedRows([], 0, 0);
        async Task Park(Database restored) => parked = await Parked(restored, cutOff ?? DateTimeOffset.MaxValue, time);
        var aside = database.Dialect == Dialect.Sqlite
            ? await SqliteRestore.Run(database.Where, file, time.GetUtcNow(), Park)
            : await PostgresRestore.Run(database, file, time.GetUtcNow(), Park);
        await output.WriteLineAsync($"Restored from {file}.");
        if (aside is not null)
            await output.WriteLineAsync($"The database that was there is kept as {aside}; remove it when you no longer need it.");
        if (parked.Replies.Count > 0)
            await output.WriteLineAsync($"{parked.Replies.Count} answers may have gone out since the backup and wait for a person: {string.Join(", ", parked.Replies)}. Look at each thread, then press \"It is there\" or \"Send again\".");
        if (parked.Messages + parked.Pages > 0)
            await output.WriteLineAsync($"{parked.Messages} chat messages and {parked.Pages} calls of the backup are not sent any more.");
    }

    private static async Task<ParkedRows> Parked(Database restored, DateTimeOffset cutOff, TimeProvider time)
    {
        IWriter writer = restored.Dialect == Dialect.Sqlite ? new SqliteWriter(restored, time) : new PostgresWriter(restored, time);
        using var closing = writer as IDisposable;
        using var nudge = new Nudge();
        var rules = new DeskRules { Triage = new TriageRules([], []), Routes = [] };
        return await new RestoredRows(writer, new CaseDesk(writer, rules, new OutboundWriter(new Dictionary<string, INetwork>(), rules), nudge, time), time).Park(cutOff);
    }

    private static CareHost Host(string[] args, string file) => CareHost.Create([.. args.Where(arg => arg != file)]);

    private static DateTimeOffset? CutOff(string? text)
    {
        if (text is null)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new SettingsException($"--cut-off: \"{text}\" is no instant. Write it as 2026-11-23T09:00Z.");
    }
}
