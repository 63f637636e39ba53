using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>
/// A database with very many cases: one open and one resolved case are made through the desk, and copied by SQL with everything that belongs to them. One case in
/// ten is open, with its clocks running.
/// </summary>
internal static class FilledStore
{
    private const int OpenOneIn = 10;
    private const int AtOnce = 20_000;

    /// <summary>The same, so that filling does not count as memory of whoever measures.</summary>
    public static async Task InAnotherProcess(string folder, int cases)
    {
        using var filler = ClickRate.Again("fill", folder, cases.ToString(CultureInfo.InvariantCulture));
        Console.Write(await filler.StandardOutput.ReadToEndAsync());
        await filler.WaitForExitAsync();
        if (filler.ExitCode != 0)
            throw new InvalidOperationException($"{folder} could not be filled.");
    }

    /// <summary>Numbers 1 to <paramref name="cases"/> are there afterwards.</summary>
    public static async Task<int> Fill(string folder, int cases, TimeProvider time)
    {
        var began = Stopwatch.GetTimestamp();
        var (open, resolved) = await Templates(folder, time);
        using (var connection = new SqliteConnection($"Data Source={BenchDesk.FileIn(folder)};Pooling=false"))
        {
            connection.Open();
            var session = new Session(connection, null, Dialect.Sqlite);
            // A file made for one run need not outlive a power cut.
            session.Execute("pragma synchronous = off; pragma cache_size = -500000");
            // 1 and 2 are the templates.
            for (var first = 3; first <= cases; first += AtOnce)
                Copy(session, open, resolved, first, Math.Min(cases, first + AtOnce - 1));
            session.Execute("update counter set value = @cases where name = 'case'", new { cases });
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases made in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s, {new FileInfo(BenchDesk.FileIn(folder)).Length / 1_000_000} MB"));
        return 0;
    }

    private static async Task<(CaseId Open, CaseId Resolved)> Templates(string folder, TimeProvider time)
    {
        using var desk = new BenchDesk(folder, time);
        await desk.Desk.Hear(desk.Post(1), CancellationToken.None);
        await desk.Desk.Hear(desk.Post(2), CancellationToken.None);
        var (open, resolved) = (desk.CaseOf(1), desk.CaseOf(2));
        await desk.Desk.Handle(resolved, new CaseWish.Claim { At = time.Now(), By = BenchDesk.Agent }, With.Nothing, CancellationToken.None);
        await desk.Desk.Handle(resolved, new CaseWish.Resolve { At = time.Now(), By = BenchDesk.Agent, Reason = ResolveReason.NoAnswerNeeded }, With.Nothing, CancellationToken.None);
        return (open, resolved);
    }

    private static void Copy(Session session, CaseId open, CaseId resolved, int first, int last)
    {
        session.Execute("begin immediate");
        session.Execute(
            """
            create temp table copy as
            with recursive n(number) as (select @first union all select number + 1 from n where number < @last)
            select number, printf('01900000-0000-7000-8000-%012x', number) as id, case when number % @oneIn = 0 then @open else @resolved end as was
            from n
            """,
            new { first, last, oneIn = OpenOneIn, open = open.ToString(), resolved = resolved.ToString() });
        foreach (var (table, changed) in Tables)
            session.Execute(Into(session, table, changed));
        session.Execute("drop table copy");
        session.Execute("commit transaction");
    }

    /// <summary>What of a row names its case, its post or its customer, and so is another one in each copy.</summary>
    private static IReadOnlyDictionary<string, Dictionary<string, string>> Tables { get; } = new Dictionary<string, Dictionary<string, string>>
    {
        ["cases"] = new()
        {
            ["id"] = "copy.id",
            ["number"] = "copy.number",
            ["customer"] = "'a' || copy.number",
            ["thread_root"] = "'p' || copy.number",
            ["last_post"] = "'p' || copy.number",
            ["state"] = $"replace({Named("state")}, '\"number\":' || row.number, '\"number\":' || copy.number)",
        },
        ["post"] = new() { ["case_id"] = "copy.id", ["native_id"] = "'p' || copy.number", ["author"] = "'a' || copy.number", ["payload"] = Named("payload") },
        ["case_log"] = new() { ["case_id"] = "copy.id", ["data"] = Named("data") },
        ["clock"] = new() { ["case_id"] = "copy.id" },
    };

    /// <summary>Post and customer of the two templates are p1, a1 and p2, a2.</summary>
    private static string Named(string column) =>
        $"replace(replace(replace(replace(replace(row.{column}, copy.was, copy.id), '\"p1\"', '\"p' || copy.number || '\"'), '\"p2\"', '\"p' || copy.number || '\"'), '\"a1\"', '\"a' || copy.number || '\"'), '\"a2\"', '\"a' || copy.number || '\"')";

    private static string Into(Session session, string table, Dictionary<string, string> changed)
    {
        var columns = session.Query<string>("select name from pragma_table_info(@table)", new { table });
        var key = table == "cases" ? "id" : "case_id";
        var values = string.Join(", ", columns.Select(column => changed.GetValueOrDefault(column, $"row.{column}")));
        return $"insert into {table} ({string.Join(", ", columns)}) select {values} from copy join {table} row on row.{key} = copy.was order by copy.number";
    }
}
