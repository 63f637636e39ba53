using SocialCareBot.Cards.Models;
using SocialCareBot.Ports;

namespace SocialCareBot.Tests.World;

/// <summary>A message as it stands in the fake chat.</summary>
public sealed record ChatEntry(string Reference, ChatPlace Place)
{
    public required ChatMessage Shown { get; init; }
    public int Edits { get; init; }
}

/// <summary>A team chat with a memory. Answers what it is told to answer next, otherwise it simply works.</summary>
public sealed class FakeChat : IChatFront
{
    private readonly Lock _lock = new();
    private readonly List<ChatEntry> _entries = [];
    private readonly Queue<(ChatOutcome Outcome, bool Accepts)> _next = new();

    public const string Tenant = "tenant-1";
    public const string Channel = "complaints";

    public string Name { get; init; } = "teams";

    public IReadOnlyList<ChatEntry> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    public IReadOnlyList<CaseCardModel> Cards => [.. Shown<ChatMessage.CaseCard>().Select(message => message.Model)];

    public IReadOnlyList<NagModel> Nags => [.. Shown<ChatMessage.Nag>().Select(message => message.Model)];

    public IReadOnlyList<ManagerCardModel> ManagerCards => [.. Shown<ChatMessage.Manager>().Select(message => message.Model)];

    /// <summary>Nobody can be written to alone: everybody has blocked the bot.</summary>
    public bool PeopleUnreachable { get; set; }

    /// <summary>What the next attempts are answered; with <paramref name="accepts"/> the message is stored all the same.</summary>
    public void Next(ChatOutcome outcome, bool accepts = false) => _next.Enqueue((outcome, accepts));

    public Task<ChatOutcome> Post(ChatPlace place, ChatMessage message, CancellationToken ct)
    {
        lock (_lock)
        {
            if (PeopleUnreachable && place.Person is not null)
                return Task.FromResult<ChatOutcome>(new ChatOutcome.PlaceDead("blocked by the user"));
            var scripted = _next.TryDequeue(out var next);
            if (scripted && !next.Accepts)
                return Task.FromResult(next.Outcome);
            var entry = new ChatEntry($"m{_entries.Count + 1}", place) { Shown = message };
            _entries.Add(entry);
            return Task.FromResult(scripted ? next.Outcome : new ChatOutcome.Posted(entry.Reference));
        }
    }

    public Task<ChatOutcome> Update(ChatPlace place, string reference, ChatMessage message, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_next.TryDequeue(out var next))
                return Task.FromResult(next.Outcome);
            var index = _entries.FindIndex(entry => entry.Reference == reference);
            Assert.True(index >= 0, $"There is no message {reference} to edit.");
            _entries[index] = _entries[index] with { Shown = message, Edits = _entries[index].Edits + 1 };
            return Task.FromResult<ChatOutcome>(new ChatOutcome.Posted(reference));
        }
    }

    private IEnumerable<T> Shown<T>() => Entries.Select(entry => entry.Shown).OfType<T>();
}
