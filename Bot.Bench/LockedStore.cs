using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>Another process holds the database: a click says within its patience that nothing was done, and all that waited is written afterwards.</summary>
internal static class LockedStore
{
    public static async Task<int> Run(int seconds, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("care-lock").FullName;
        using var desk = new BenchDesk(folder, time);
        await desk.Desk.Hear(desk.Post(1), CancellationToken.None);
        var shown = desk.Database.Read(session => CaseStore.Look(session, 1))!;
        using var other = new SqliteConnection($"Data Source={BenchDesk.FileIn(folder)}");
        other.Open();
        Execute(other, "begin exclusive");
        var waiting = desk.Desk.Hear(desk.Post(2), CancellationToken.None);
        var held = Stopwatch.GetTimestamp();
        var slowest = TimeSpan.Zero;
        while (Stopwatch.GetElapsedTime(held).TotalSeconds < seconds)
        {
            var start = Stopwatch.GetTimestamp();
            var pressed = await desk.Press.Handle(new Press { Case = shown.Id, Verb = CardVerbs.Claim, ShownVersion = shown.Version, By = BenchDesk.Agent }, CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(start);
            slowest = took > slowest ? took : slowest;
            if (pressed.Accepted || pressed.Sentence != Refusals.Busy || took > TimeSpan.FromSeconds(3))
                throw new InvalidOperationException($"A click while the store was locked: {pressed.Sentence} after {took.TotalSeconds:F1} s");
        }
        Execute(other, "rollback");
        await waiting;
        var after = desk.Database.Read(session => (First: CaseStore.Look(session, 1)!, Second: CaseStore.Look(session, 2)));
        if (after.First.Owner is not null || after.Second is null)
            throw new InvalidOperationException("A withdrawn click was carried out, or a waiting post was lost.");
        Console.WriteLine($"locked for {seconds} s: every click said within {slowest.TotalSeconds:F1} s that nothing was done, and nothing was; what waited was written");
        return 0;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
