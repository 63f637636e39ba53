using SocialCareBot.Ports;

namespace SocialCareBot.Tests.World;

/// <summary>A way to call people that remembers every attempt and answers as told; by default it takes everything.</summary>
public sealed class FakePager(string name) : IPager
{
    public string Name => name;
    public IList<PageCall> Calls { get; } = new List<PageCall>();

    /// <summary>What the next attempts come to; afterwards all goes well.</summary>
    public Queue<PageOutcome> Next { get; } = [];

    /// <summary>Called in the middle of every attempt.</summary>
    public Func<PageCall, Task>? During { get; set; }

    public async Task<PageOutcome> Page(PageCall call, CancellationToken ct)
    {
        Calls.Add(call);
        if (During is { } during)
            await during(call);
        return Next.TryDequeue(out var outcome) ? outcome : new PageOutcome.Sent();
    }

    public Task<string?> Check(CancellationToken ct) => Task.FromResult<string?>(null);
}
