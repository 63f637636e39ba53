using System.Collections.Concurrent;

namespace SocialCareBot.Store;

/// <summary>
/// Which of several nodes does a piece of background work now. On PostgreSQL each piece is a fenced lease of 1.2 s, renewed by <see cref="Keep"/>; a node that
/// hangs for longer has lost its turn, and whatever it still wants to begin is refused. On SQLite there is one node, and it is always its turn.
/// </summary>
public sealed class Turns(Database database, TimeProvider time)
{
    public const string Relay = "relay";
    public const string Sweep = "sweep";
    public const string Chores = "chores";

    public static readonly TimeSpan Length = TimeSpan.FromSeconds(1.2);

    private readonly ConcurrentDictionary<string, Held> _asked = new(StringComparer.Ordinal);

    /// <summary>Names this process; another name in a row means another process.</summary>
    public string Node { get; } = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    public bool Shared { get; init; } = database.Dialect == Dialect.Postgres;

    public static string Source(string id) => $"source {id}";

    /// <summary>The turn at this work, null while it is another node's. Who asks for the first time has it after the next <see cref="Keep"/> at the earliest.</summary>
    public Turn? Mine(string work)
    {
        if (!Shared)
            return new Turn(work, Node, null);
        var held = _asked.GetOrAdd(work, static _ => new Held(0, 0));
        return time.GetTimestamp() < held.Until ? new Turn(work, Node, held.Fence) { Of = this } : null;
    }

    /// <summary>Takes or keeps every turn that was asked for, by the database's own clock, so that nodes need not agree on theirs. Throws what the database throws.</summary>
    public void Keep()
    {
        foreach (var work in _asked.Keys)
        {
            // Counted from before the question: on this node it ends earlier than in the database, never later.
            var until = time.GetTimestamp() + (long)(Length.TotalSeconds * time.TimestampFrequency);
            var fence = database.Directly(session => Leases.Take(session, $"turn {work}", Node, Instants.Of(Now(session)), Length));
            _asked[work] = new Held(fence ?? 0, fence is null ? 0 : until);
        }
    }

    /// <summary>Lets others have them at once, when this node stops.</summary>
    public void GiveUp()
    {
        foreach (var work in _asked.Keys)
            _asked[work] = new Held(0, 0);
        if (Shared)
            database.Directly(session => session.Execute("update lease set until_at = 0 where holder = @Node", new { Node }));
    }

    private static long Now(Session session) => session.First<long>("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)");

    private sealed record Held(long Fence, long Until);
}

/// <summary>A turn at some work. With a fence, others may have had it before or may have it by now.</summary>
public sealed record Turn(string Work, string Node, long? Fence)
{
    /// <summary>As far as this node knows. Asked once more right before something leaves the house.</summary>
    public bool Lasts => Of is null || Of.Mine(Work)?.Fence == Fence;

    internal Turns? Of { get; init; }

    /// <summary>In the transaction that begins something: throws <see cref="TurnLostException"/> where another node has taken over since, and keeps others from it until the end.</summary>
    public void Check(Session session)
    {
        if (Fence is { } fence && !Leases.Holds(session, $"turn {Work}", Node, fence))
            throw new TurnLostException(Work);
    }
}

/// <summary>This node hung for so long that another one does the work now. Nothing was done.</summary>
public sealed class TurnLostException(string work) : Exception($"Another node has the turn at {work}.");
