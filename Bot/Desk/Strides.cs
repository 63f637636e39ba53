using System.Collections.Concurrent;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>
/// How many messages of one conversation are under way at once: twice as many whenever the chat took them all, and one for a while when it asked for patience. The
/// chats we know take one a second or so; one without such a window takes a flood as fast as it can.
/// </summary>
internal sealed class Strides(TimeProvider time)
{
    private const int Widest = 128;
    private static readonly TimeSpan Careful = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<object, (int Width, DateTimeOffset? Since)> _known = new();

    /// <summary>The first of these rows that may be under way together: each stands in a thread of its own, since a thread keeps its order.</summary>
    public IReadOnlyList<MessageRow> Next(object conversation, IEnumerable<MessageRow> rows)
    {
        HashSet<Guid> threads = [];
        return [.. rows.Take(Width(conversation)).TakeWhile(row => threads.Add(row.ThreadMessage ?? row.Id))];
    }

    /// <summary>All of a stride was taken.</summary>
    public void Taken(object conversation)
    {
        var since = _known.GetValueOrDefault(conversation).Since;
        if (since is null || time.GetUtcNow() - since >= Careful)
            _known[conversation] = (Math.Min(2 * Width(conversation), Widest), null);
    }

    /// <summary>Some of a stride must wait.</summary>
    public void Halted(object conversation) => _known[conversation] = (1, time.GetUtcNow());

    private int Width(object conversation) => _known.TryGetValue(conversation, out var known) ? known.Width : 1;
}
