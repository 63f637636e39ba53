using System.Collections.Immutable;
using SocialCareBot.Cases;
using SocialCareBot.Sla;
using CareCase = SocialCareBot.Cases.Case;

namespace SocialCareBot.Tests;

/// <summary>The object mother: people, posts and cases as tests need them, so that a test shows only what matters.</summary>
public static class A
{
    public static readonly DateTimeOffset Monday9 = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static readonly PersonId Ana = new(Guid.Parse("00000000-0000-7000-8000-0000000000a1"));
    public static readonly PersonId Bo = new(Guid.Parse("00000000-0000-7000-8000-0000000000b0"));
    public static readonly PersonId Dana = new(Guid.Parse("00000000-0000-7000-8000-0000000000da"));

    /// <summary>The policy of a fresh installation.</summary>
    public static readonly SlaPolicy Policy = new();

    /// <summary>A clock of half an hour from <see cref="Monday9"/>, reminding at 50, 75 and 90 percent.</summary>
    public static readonly ClockStart Clock = First(Policy, Priority.P1, Monday9);

    public static readonly Watchers Watchers = new([Ana, Bo], Dana);

    public static readonly Capabilities Can = new()
    {
        PublicReply = Capability.Yes,
        PrivateReply = Capability.No("not here"),
        DirectMessage = Capability.No("not here"),
        Like = Capability.Yes,
        Boost = Capability.Yes,
        Attachments = Capability.No("not here"),
    };

    /// <summary>The first-answer clock that a complaint of this priority gets.</summary>
    public static ClockStart First(SlaPolicy policy, Priority priority, DateTimeOffset from) => policy.Start(ClockKind.FirstResponse, About(priority), from)!;

    public static ClockQuestion About(Priority priority) => new() { Brand = "GridCo", Network = "fake", Route = "care", Judgement = new(PostKind.Complaint, priority, "outage") };

    public static Actor Actor(PersonId who, Role role = Role.Agent) => new(who, role, "teams");

    /// <summary>The same id for the same number.</summary>
    public static Guid Id(int number) => Guid.Parse($"00000000-0000-7000-8000-{number:d12}");

    public static ReplyId Row(int number = 1) => new(Id(number));

    public static BodyId Body(int number = 1) => new(Id(number));

    public static Post Post(string id = "p1", string author = "mira", string? thread = null, string text = "No power since six", DateTimeOffset? at = null) => new()
    {
        Network = "fake",
        NetworkTitle = "Fakebook",
        NativeId = id,
        Version = "1",
        Account = "gridco",
        Brand = "GridCo",
        Author = new Author { Id = author, Handle = author, Name = "Mira K" },
        Text = text,
        ThreadRoot = thread,
        PostedAt = at ?? Monday9,
        ReceivedAt = at ?? Monday9,
        Can = Can,
    };

    public static Post Edited(this Post post, string version, DateTimeOffset at) => post with { Version = version, EditedAt = at, ReceivedAt = at, Text = $"{post.Text} ({version})" };

    public static CaseFact.Received Received(Post? post = null) => new()
    {
        At = Monday9,
        Case = new(Id(1)),
        Number = 1,
        Post = post ?? Post(),
        Judgement = new(PostKind.Complaint, Priority.P1, "outage"),
        Route = "care",
        Policy = Policy,
    };

    /// <summary>A case as it stands after its first post.</summary>
    public static CareCase Case(PersonId? owner = null)
    {
        var fresh = CareCase.From(CareCase.Open(Received()));
        return owner is { } by ? fresh.After(new CaseWish.Claim { At = Monday9, By = Actor(by) }) : fresh;
    }

    /// <summary>A case whose owner's answer is in this stage.</summary>
    public static Case CaseWithReply(ReplyStage stage, PersonId? by = null, HoldReason held = HoldReason.Refused)
    {
        var at = Monday9.AddSeconds(20);
        var queued = Case(by ?? Ana).Replied(by ?? Ana);
        var due = new CaseFact.ReplyDue { At = at, Row = Row() };
        return stage switch
        {
            ReplyStage.Countdown => queued,
            ReplyStage.Held => queued.After(due with { Against = new Hold(held) }),
            ReplyStage.Sending => queued.After(due),
            ReplyStage.Unknown => queued.After(due).After(new CaseFact.ReplyUnclear { At = at, Row = Row(), Reason = "the answer was lost" }),
            _ => queued.After(due).After(new CaseFact.ReplyParked { At = at, Row = Row() }),
        };
    }

    /// <summary>The case after its owner pressed Send; what leaves is <see cref="Row"/> number <paramref name="row"/>.</summary>
    public static Case Replied(this Case before, PersonId by, int row = 1) => before.After(Reply(before, by, row));

    public static CaseWish.Reply Reply(Case to, PersonId by, int row = 1, DateTimeOffset? at = null) => new()
    {
        At = at ?? Monday9,
        By = Actor(by),
        Row = Row(row),
        Body = Body(row),
        Token = to.Token,
        Seen = to.LastMark,
        Audience = Audience.Public,
        LeavesAt = (at ?? Monday9).AddSeconds(20),
    };

    public static Case Resolved(this Case before, PersonId? by = null) =>
        before.After(new CaseWish.Resolve { At = Monday9.AddMinutes(1), By = Actor(by ?? Ana), Reason = ResolveReason.Fixed });

    /// <summary>What a command leads to, under the policy of a fresh installation where it brings none.</summary>
    public static Decision Told(this Case before, CaseCommand command) =>
        before.Decide(command.Policy == ClockPolicy.None ? command with { Policy = Policy } : command);

    /// <summary>The case after a command, which must not be refused.</summary>
    public static Case After(this Case before, CaseCommand command)
    {
        var decision = before.Told(command);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(before, (now, happened) => now.Evolve(happened));
    }
}
