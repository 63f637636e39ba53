using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>One line of a case's log.</summary>
public sealed record LogLine(int Seq, DateTimeOffset At, PersonId? Actor, string? Front, string Kind, int Format, string Data, string? Digest, string Hash)
{
    /// <summary>The event, or null where only a newer version knows its kind.</summary>
    public CaseEvent? Event => StoreJson.ReadEvent(Kind, Data);
}

/// <summary>The append-only log of each case, chained by hashes: the timeline and the audit come from it, the state never does.</summary>
public static class CaseLog
{
    /// <summary>Raised when the shape of logged events changes; readers exist for all formats.</summary>
    public const int Format = 1;

    public static void Append(Session session, CaseId caseId, int after, IReadOnlyList<CaseEvent> events, IReadOnlyDictionary<BodyId, string> digests)
    {
        var id = caseId.ToString();
        var seq = after;
        var previous = after == 0 ? "" : session.First<string>("select hash from case_log where case_id = @id order by seq desc limit 1", new { id }) ?? "";
        foreach (var happened in events)
        {
            seq++;
            var kind = StoreJson.KindOf(happened);
            var data = StoreJson.Write(happened);
            var digest = happened.Text is { } body && digests.TryGetValue(body, out var found) ? found : null;
            var hash = Hash(previous, seq, happened.At.Ms(), kind, data, digest);
            session.Execute(
                """
                insert into case_log (case_id, seq, at, actor, front, kind, format, data, digest, hash)
                values (@id, @seq, @at, @actor, @front, @kind, @Format, @data, @digest, @hash)
                """,
                new { id, seq, at = happened.At.Ms(), actor = happened.By?.Id.ToString(), front = happened.By?.Front, kind, Format, data, digest, hash });
            previous = hash;
        }
    }

    public static IReadOnlyList<LogLine> Of(Session session, CaseId caseId) =>
    [
        .. session.Query<LogRow>(
            "select seq, at, actor, front, kind, format, data, digest, hash from case_log where case_id = @id order by seq",
            new { id = caseId.ToString() }).Select(row => row.Line()),
    ];

    /// <summary>The first line whose hash does not follow from the one before; null when the chain holds.</summary>
    public static int? FirstBreak(IReadOnlyList<LogLine> lines)
    {
        var previous = "";
        foreach (var line in lines)
        {
            if (line.Hash != Hash(previous, line.Seq, line.At.Ms(), line.Kind, line.Data, line.Digest))
                return line.Seq;
            previous = line.Hash;
        }
        return null;
    }

    private static string Hash(string previous, int seq, long at, string kind, string data, string? digest)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{previous}\n{seq}\n{at}\n{kind}\n{data}\n{digest}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private sealed class LogRow
    {
        public int Seq { get; init; }
        public long At { get; init; }
        public string? Actor { get; init; }
        public string? Front { get; init; }
        public string Kind { get; init; } = "";
        public int Format { get; init; }
        public string Data { get; init; } = "";
        public string? Digest { get; init; }
        public string Hash { get; init; } = "";

        public LogLine Line() =>
            new(Seq, Instants.Of(At), Actor is null ? null : new PersonId(Guid.Parse(Actor)), Front, Kind, Format, Data, Digest, Hash);
    }
}
