using System.Globalization;
using Microsoft.Data.Sqlite;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>A case found by its number, whole, against one prepared statement of SQLite that fetches the same row; in databases of several sizes.</summary>
internal sealed class LookupRate(IReadOnlyList<int> sizes)
{
    private const int Lookups = 20_000;

    public async Task<int> Run()
    {
        List<Figures> found = [];
        foreach (var cases in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("care-lookup").FullName;
            await FilledStore.InAnotherProcess(folder, cases);
            found.Add(await Measure(BenchDesk.FileIn(folder), cases));
            Directory.Delete(folder, recursive: true);
        }
        foreach (var (cases, figures) in sizes.Zip(found).Skip(1))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases take {figures.Cost / found[0].Cost:F2} times as long as {sizes[0]}"));
        SideBySide.PrintMemory();
        return 0;
    }

    private static async Task<Figures> Measure(string file, int cases)
    {
        var database = Database.Sqlite(file);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select state from cases where number = @number";
        var number = command.Parameters.Add("@number", SqliteType.Integer);
        // The same numbers in each round, and scattered, so that no two neighbours share a page.
        int Number(int lookup) => 1 + (int)(lookup * 2_654_435_761L % cases);
        return await SideBySide.Print(
            $"{cases} cases, {Lookups} lookups a round, one thread",
            ("SQLite", () => Task.FromResult(SideBySide.OneByOne(Lookups, lookup =>
            {
                number.Value = Number(lookup);
                using var reader = command.ExecuteReader();
                if (!reader.Read() || reader.GetString(0).Length == 0)
                    throw new InvalidOperationException($"Case {Number(lookup)} is not there.");
            }))),
            ("the store", () => Task.FromResult(SideBySide.OneByOne(Lookups, lookup =>
            {
                if (database.Read(session => CaseStore.Look(session, Number(lookup))) is not { } found || found.Number != Number(lookup))
                    throw new InvalidOperationException($"Case {Number(lookup)} is not there.");
            }))));
    }
}
