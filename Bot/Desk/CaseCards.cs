using System.Globalization;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Everything about a case that a card shows, read at one moment.</summary>
public sealed record CaseView
{
    public required Case Case { get; init; }

    /// <summary>The customer's posts, every one in its newest version, oldest first.</summary>
    public required IReadOnlyList<PostView> Posts { get; init; }
    public required IReadOnlyList<LogLine> Log { get; init; }
    public required IReadOnlyDictionary<BodyId, string> Bodies { get; init; }

    /// <summary>How many cases of this customer there are within a year, this one included.</summary>
    public required int OfCustomer { get; init; }

    public CardView Card => new(Case, Last, OfCustomer);

    public Post? Last => Posts.LastOrDefault(post => post.Post.NativeId == Case.LastPost)?.Post ?? Posts.LastOrDefault()?.Post;

    /// <summary>Reads it; null where there is no such case.</summary>
    public static CaseView? Read(Session session, CaseId id, DateTimeOffset now)
    {
        if (CaseStore.Look(session, id) is not { } found)
            return null;
        var versions = Store.Posts.OfCase(session, id);
        return new CaseView
        {
            Case = found,
            Posts = [.. versions.GroupBy(row => row.Post.NativeId).Select(PostView.Of)],
            Log = CaseLog.Of(session, id),
            Bodies = Store.Bodies.OfCase(session, id),
            OfCustomer = CaseQueries.CountOfCustomer(session, found, now.AddYears(-1)),
        };
    }
}

/// <summary>What a case's card alone shows.</summary>
/// <param name="Last">The customer's last words; null where they are no longer kept.</param>
/// <param name="OfCustomer">As in <see cref="CaseView"/>.</param>
public sealed record CardView(Case Case, Post? Last, int OfCustomer)
{
    /// <summary>Reads it; null where there is no such case.</summary>
    public static CardView? Read(Session session, CaseId id, DateTimeOffset now) => CaseStore.Look(session, id) is { } found ? Of(session, found, now) : null;

    /// <summary>Of a case that is known as it is now.</summary>
    public static CardView Of(Session session, Case now, DateTimeOffset at) =>
        new(now, Store.Posts.Latest(session, now.Network, now.LastPost), CaseQueries.CountOfCustomer(session, now, at.AddYears(-1)));
}

/// <summary>A post as it now stands.</summary>
/// <param name="Edits">How often the customer changed it.</param>
public sealed record PostView(Post Post, int Edits, DateTimeOffset? GoneAt)
{
    internal static PostView Of(IGrouping<string, (Post Post, DateTimeOffset? GoneAt)> versions) =>
        new(versions.OrderBy(row => row.Post.VersionAt).Last().Post, versions.Count() - 1, versions.Max(row => row.GoneAt));
}

/// <summary>Puts a case into the words of a card. Fronts only draw what stands here.</summary>
public sealed class CaseCards(DeskFacts facts)
{
    /// <param name="notice">A first line above all others, for the person who pressed.</param>
    /// <param name="reader">Whose own card it is; null: everybody's.</param>
    public CaseCardModel Model(CaseView view, DateTimeOffset now, string? notice = null, Actor? reader = null) => Model(view.Card, now, notice, reader);

    /// <inheritdoc cref="Model(CaseView, DateTimeOffset, string?, Actor?)"/>
    public CaseCardModel Model(CardView view, DateTimeOffset now, string? notice = null, Actor? reader = null)
    {
        var c = view.Case;
        var clock = facts.Rules.Clock(c.Route);
        var state = Enum.Parse<CardState>(c.Face.ToString());
        var buttons = ButtonOrder.Arrange(state, [.. (reader is null ? c.Offers : c.OffersTo(reader)).Select(FormChoices.Id)]);
        var post = view.Last;
        return new CaseCardModel
        {
            CaseId = c.Id.ToString(),
            Number = c.Name,
            Version = c.Version,
            State = state,
            Priority = (int)c.Judgement.Priority,
            PriorityAndTopic = $"{c.Judgement.Priority} · {c.Judgement.Kind}",
            DeadlineLine = ClockWords.Deadline(c, clock, now),
            CustomerName = post?.Author.Name ?? "A customer",
            CustomerLine = CaseWords.Customer(view),
            AvatarUrl = null,
            Quote = post?.Text ?? "(the words are no longer kept)",
            MediaLine = CaseWords.Media(post),
            PostUrl = post?.Url,
            StandLine = Stand(c, clock, now),
            Rule = c.Judgement.Rule,
            Notice = notice,
            Practice = c.Practice,
            Visible = [.. buttons.Visible.Select(button => Timed(button, c, clock, now))],
            More = [.. buttons.More.Select(button => Timed(button, c, clock, now))],
            Choices = Choices(c, facts.People),
        };
    }

    /// <summary>"Why 10:40?"</summary>
    private static CardButton Timed(CardButton button, Case c, Clockface clock, DateTimeOffset now) =>
        button.Verb == CardVerbs.Why && c.Ruling is { } ruling ? button with { Title = $"Why {clock.At(ruling.Target.DueAt, now)}?" } : button;

    /// <summary>Who has it and where it stands, in one line.</summary>
    public string Stand(Case c, Clockface clock, DateTimeOffset now) => c.Face switch
    {
        CaseFace.Resolved => Resolved(c, clock, now),
        CaseFace.Unknown => $"We cannot tell whether {facts.People.Name(c.Pending!.By)}'s answer is public",
        CaseFace.Held => $"{facts.People.Name(c.Pending!.By)}'s answer is held. {Refusals.Say(c.Pending.Held!)}",
        CaseFace.Sending => c.Pending!.Stage == ReplyStage.Countdown
            ? $"{facts.People.Name(c.Pending.By)}'s answer goes out at {clock.Exactly(c.Pending.LeavesAt)}"
            : $"{facts.People.Name(c.Pending.By)}'s answer is going out",
        CaseFace.Deleted => $"The customer deleted the post ({clock.At(c.GoneAt!.Value, now)}). {Owned(c, clock, now)}",
        _ when c.Escalation is { } e => $"With {(e.To is { } to ? $"{facts.People.Name(to)} (manager)" : "the managers")} since {clock.At(e.At, now)}. {Owned(c, clock, now)}",
        _ when c.Status == CaseStatus.Waiting && c.LastAnswer is { } a =>
            $"Answered by {facts.People.Name(a.By)} {clock.At(a.At, now)} ({(a.Audience == Audience.Public ? "open" : "private")} answer) · waiting for the customer",
        _ => Owned(c, clock, now),
    };

    private string Owned(Case c, Clockface clock, DateTimeOffset now)
    {
        if (c.Owner is { } owner)
        {
            var quiet = c.SnoozedUntil > now ? $" · quiet until {clock.At(c.SnoozedUntil.Value, now)}" : "";
            var back = quiet.Length == 0 && c.On(ClockKind.ClaimLease) is { Ticking: true } lease ? $" · goes back at {clock.At(lease.Target.DueAt, now)} without news" : "";
            return $"Claimed by {facts.People.Name(owner)} {clock.At(c.ClaimedAt ?? now, now)}{quiet}{back}";
        }
        if (c.Network == OpenCase.Network)
            return "Not claimed · opened from a message in the team chat, there is no public place to answer";
        var duty = facts.Standby.Names(facts.Rules.Route(c.Route), now);
        return duty.Length == 0 ? "Not claimed" : $"Not claimed · on duty: {duty}";
    }

    private string Resolved(Case c, Clockface clock, DateTimeOffset now)
    {
        if (c.Resolution is not { } end)
            return "Resolved";
        var answers = c.Answers switch { 0 => "no answer", 1 => "1 answer", var n => $"{n} answers" };
        return $"Resolved by {facts.People.Name(end.By)} {clock.At(end.At, now)}: {FormChoices.Word(end.Reason)} · {Clockface.Length(end.At - c.OpenedAt)} · {answers}";
    }

    /// <summary>What the forms behind a case's buttons offer.</summary>
    public static CaseFormChoices Choices(Case c, People people) => new()
    {
        People = [.. people.All.Select(person => new CardChoice(person.Id.ToString(), person.Name))],
        Snooze = FormChoices.Snooze,
        Promises = FormChoices.Promises,
        Reasons = FormChoices.Reasons,
        Kinds = FormChoices.Kinds,
        Priorities = FormChoices.Priorities,
        Kind = FormChoices.Id(c.Judgement.Kind),
        Priority = FormChoices.Id(c.Judgement.Priority),
    };
}

/// <summary>Lines that more than one drawing shows.</summary>
public static class CaseWords
{
    /// <summary>"6 min left", "11 min late", or the word of the state where no clock runs. True only in the moment it is written.</summary>
    public static string TimeLeft(Case c, DateTimeOffset now) => c.Ruling switch
    {
        { } clock when clock.Target.DueAt > now => $"{Clockface.Length(clock.Target.DueAt - now)} left",
        { } clock => $"{Clockface.Length(now - clock.Target.DueAt)} late",
        _ => CardStates.Look(Enum.Parse<CardState>(c.Face.ToString()), (int)c.Judgement.Priority).Word,
    };

    /// <summary>"@mira_k · Bluesky · 12.4k followers · 3rd case this year".</summary>
    public static string Customer(CardView view)
    {
        var author = view.Last?.Author;
        string?[] parts =
        [
            author?.Handle is { Length: > 0 } handle ? (handle.StartsWith('@') ? handle : $"@{handle}") : null,
            view.Case.NetworkTitle,
            author?.Followers is { } followers ? $"{Count(followers)} {(followers == 1 ? "follower" : "followers")}" : null,
            view.OfCustomer > 1 ? $"{Ordinal(view.OfCustomer)} case this year" : null,
        ];
        return string.Join(" · ", parts.Where(part => part is not null));
    }

    /// <summary>"Two pictures, open the post to see them"; null where there are none.</summary>
    public static string? Media(Post? post) => post?.Media.Count switch
    {
        null or 0 => null,
        1 => "One picture or film. Open the post to see it.",
        var count => $"{count} pictures or films. Open the post to see them.",
    };

    /// <summary>12400 as 12.4k.</summary>
    public static string Count(int number) => number switch
    {
        >= 1_000_000 => (number / 1_000_000.0).ToString("0.#", CultureInfo.InvariantCulture) + "M",
        >= 1_000 => (number / 1_000.0).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };
}
