using System.Diagnostics;
using System.Security.Cryptography;
using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>The only way to change a case: load, decide and save in one transaction of the one writer; answered after COMMIT.</summary>
public sealed class CaseDesk(IWriter writer, DeskRules rules, OutboundWriter outbound, Nudge nudge, TimeProvider time)
{
    private static readonly Func<byte[]> Salt = () => RandomNumberGenerator.GetBytes(16);

    /// <summary>
    /// Takes in a post: a new case, another post of one, a new version, or nothing when it was heard before. Judged before queueing.
    /// <paramref name="by"/> is who brought it, where a person did. Throws as <see cref="IWriter.Run{T}"/>.
    /// </summary>
    public async Task<HearOutcome> Hear(Post post, CancellationToken ct, bool seenOnly = false, CallId? call = null, TimeSpan? patience = null, Actor? by = null)
    {
        var judgement = rules.Triage.Judge(post);
        var heard = new Judged(post, judgement, Triage.RouteQuestion.Of(post, judgement), new(Guid.CreateVersion7(time.GetUtcNow())), time.Now(), by);
        using var span = Telemetry.Span("hear", heard.Fresh.Value);
        var (outcome, changed) = await writer.Run(
            session => Once(session, call) is { } repeated ? (repeated, null) : Hear(session, heard, seenOnly),
            ct,
            patience);
        span?.SetTag("care.network", post.Network).SetTag("care.account", post.Account).SetTag("care.outcome", outcome.ToString()).SetTag("care.case", changed?.Id.ToString());
        if (changed is not null)
            nudge.Case(changed.Name, changed.Version);
        return outcome;
    }

    /// <summary>A source says that a post is gone for good. A deletion that overtakes its post is remembered for when the post comes.</summary>
    public async Task<HearOutcome> HearDeleted(string network, string nativeId, CancellationToken ct, CallId? call = null, TimeSpan? patience = null)
    {
        var (gone, at) = (Letters.Repair(nativeId), time.Now());
        var (outcome, changed) = await writer.Run(
            session => Once(session, call) is { } repeated ? (repeated, null) : Delete(session, network, gone, at),
            ct,
            patience);
        if (changed is not null)
            nudge.Case(changed.Name, changed.Version);
        return outcome;
    }

    /// <summary>A post of a case has been passed on this often. Makes the case more urgent where the policy says so, and never less.</summary>
    public async Task HearSpread(string network, string nativeId, PostSpread spread, CancellationToken ct)
    {
        if (SpreadLine.Judge(rules.Policy.Spread, spread) is not { } judged)
            return;
        var fact = new CaseFact.Spread { At = time.Now(), AtLeast = judged.AtLeast, Reason = judged.Reason };
        var changed = await writer.Run(session => Posts.CaseOf(session, network, nativeId) is { } id ? Record(session, id, fact) : null, ct);
        if (changed is not null)
            Tell([changed]);
    }

    /// <summary>Puts a command to a case. Throws as <see cref="IWriter.Run{T}"/>; a refusal is an answer, not an exception.</summary>
    public async Task<DeskAnswer> Handle(CaseId id, CaseCommand command, With with, CancellationToken ct)
    {
        using var span = Telemetry.Deciding(id, command);
        var answer = await writer.Run(session => Handle(session, id, command, with), ct, with.Patience);
        span?.Decided(answer);
        if (answer is DeskAnswer.Done { Events.Count: > 0 } done)
            nudge.Case(done.Now.Name, done.Now.Version);
        return answer;
    }

    /// <summary>
    /// Puts a fact to a case in a transaction that changes something else too. Inside the writer; the caller tells of the case after the commit
    /// (<see cref="Tell"/>). Null: nothing changed, or there is no such case.
    /// </summary>
    public Case? Record(Session session, CaseId id, CaseFact fact) =>
        CaseStore.Load(session, id) is { } before && before.Decide(fact with { Policy = rules.Policy }).Events is { Count: > 0 } events ? Commit(session, before, events, []) : null;

    /// <summary>Nudges whoever shows these cases.</summary>
    public void Tell(IEnumerable<Case> changed)
    {
        foreach (var now in changed)
            nudge.Case(now.Name, now.Version);
    }

    /// <summary>Notes another look at a reply's row, and when to look again.</summary>
    public Task Touch(ReplyRow row, DateTimeOffset next) => writer.Run(
        session =>
        {
            Outbox.Touch(session, row, next, null);
            return true;
        },
        CancellationToken.None);

    /// <summary>Ends a row that its case no longer waits for; a row the case does wait for stays.</summary>
    public Task Drop(ReplyRow row) => writer.Run(
        session =>
        {
            if (CaseStore.Load(session, row.Case)?.Pending?.Row != row.Id)
                Outbox.Move(session, row.Id, ReplyRowState.Cancelled, time.Now(), "the case no longer waits for it");
            else
                Outbox.Touch(session, row, time.Now() + TimeSpan.FromMinutes(1), null);
            return true;
        },
        CancellationToken.None);

    private DeskAnswer Handle(Session session, CaseId id, CaseCommand asked, With with)
    {
        var command = ByThemNow(session, asked) with { Policy = rules.Policy };
        if (CaseStore.Load(session, id) is not { } before)
            return new DeskAnswer.NotFound();
        var decision = before.Decide(command);
        if ((decision.Refusal ?? OpenElsewhere(session, before, command)) is { } refusal)
            return with.Key is { } key && Seen.Find(session, key).Known ? new DeskAnswer.Done(before, []) : new DeskAnswer.Refused(before, refusal);
        if (with.Key is { } accepted && !Seen.TryAdd(session, accepted, null, command.At + TimeSpan.FromDays(7)))
            return new DeskAnswer.Done(before, []);
        var now = Commit(session, before, decision.Events, with.Bodies);
        if (decision.Events.Count > 0)
            with.Also?.Invoke(session);
        return new DeskAnswer.Done(now, decision.Events);
    }

    /// <summary>Who pressed may have turned out to be somebody else meanwhile. Looked at before the case is locked, as a merge does it.</summary>
    private static CaseCommand ByThemNow(Session session, CaseCommand asked)
    {
        if (asked is not CaseWish wish)
            return asked;
        var (id, role) = PersonStore.Now(session, wish.By.Id);
        var by = id == wish.By.Id ? wish : wish with { By = wish.By with { Id = id, Role = role ?? wish.By.Role } };
        return by is CaseWish.Assign assign ? assign with { To = PersonStore.Now(session, assign.To).Id } : by;
    }

    /// <summary>A customer has one open case on a thread: an old one stays closed while a newer one is worked on.</summary>
    private static Refusal? OpenElsewhere(Session session, Case before, CaseCommand wish) =>
        wish is CaseWish.Reopen
        && CaseStore.LatestOf(session, before.Network, before.ThreadRoot, before.Customer) is { IsOpen: true } other
        && other.Id != before.Id
            ? new Refusal(RefusalCode.OpenElsewhere) { Detail = other.Name }
            : null;

    private Case Commit(Session session, Case? before, IReadOnlyList<CaseEvent> events, IReadOnlyList<Body> bodies)
    {
        if (events.Count == 0)
            return before ?? throw new UnreachableException("A case begins with an event.");
        var now = before;
        List<(Outbound Outbound, Case Now)> consequences = [];
        foreach (var happened in events)
        {
            now = happened is CaseEvent.Opened opened ? Case.From(opened) : now!.Evolve(happened);
            consequences.AddRange(Outbound.After(happened, now).Select(consequence => (consequence, now)));
        }
        CaseStore.Save(session, before, now!, events, bodies, Salt);
        foreach (var (consequence, then) in consequences)
            outbound.Write(session, consequence, then, now!, events[^1].At);
        return now!;
    }

    private static HearOutcome? Once(Session session, CallId? call)
    {
        if (call is null || Seen.TryAdd(session, call.Key, call.BodyHash, call.Until))
            return null;
        return Seen.Find(session, call.Key).BodyHash == call.BodyHash ? HearOutcome.Known : HearOutcome.Conflict;
    }

    private (HearOutcome Outcome, Case? Changed) Hear(Session session, Judged heard, bool seenOnly)
    {
        var (post, at) = (heard.Post, heard.At);
        if (Outbox.IsOurs(session, post.Network, post.NativeId))
            return (HearOutcome.Ours, null);
        var (known, caseId, newest) = Posts.Known(session, post.Network, post.NativeId);
        if (seenOnly || (known && caseId is null && newest is not null))
            return (Posts.TryAdd(session, post, caseId) ? HearOutcome.SeenOnly : HearOutcome.Known, null);
        if (caseId is { } edited && newest is not null)
            return Posts.TryAdd(session, post, edited) && newest.VersionAt <= post.VersionAt ? Edit(session, edited, post, at) : (HearOutcome.Known, null);
        var before = CaseStore.LatestOf(session, post.Network, post.Thread, post.Author.Id);
        var goesOn = before is { IsOpen: true } || before?.Resolution?.At > at - rules.ReopenWithin;
        if (!Posts.TryAdd(session, post, goesOn ? before!.Id : heard.Fresh))
            return (HearOutcome.Known, null);
        var now = goesOn
            ? Commit(session, before, before!.Decide(Another(session, before, heard)).Events, [])
            : Commit(session, null, Case.Begin(Opening(session, heard, before?.Id)), []);
        return (before?.Id == now.Id ? HearOutcome.Added : HearOutcome.Opened, GoneBefore(session, post, now, at));
    }

    private CaseFact.CustomerWrote Another(Session session, Case before, Judged heard)
    {
        var (route, policy) = (Route(heard), rules.InForce.Now);
        var (counts, where) = before.Judgement.HasClock ? (before.Judgement, rules.Route(before.Route)) : (heard.Judgement, route);
        return new()
        {
            At = heard.At,
            Post = heard.Post.NativeId,
            Mark = heard.Post.Mark,
            PostedAt = heard.Post.PostedAt,
            Judgement = heard.Judgement,
            Route = route.Name,
            ReceivedAt = heard.Post.ReceivedAt,
            Can = heard.Post.Can,
            Alert = Alerted(session, policy, where, counts, heard.At),
            Policy = policy.Clocks,
        };
    }

    private CaseFact.Received Opening(Session session, Judged heard, CaseId? earlier)
    {
        var (route, policy) = (Route(heard), rules.InForce.Now);
        return new()
        {
            At = heard.At,
            Case = heard.Fresh,
            Number = CaseStore.NextNumber(session),
            Post = heard.Post,
            Judgement = heard.Judgement,
            Route = route.Name,
            Earlier = earlier,
            Policy = policy.Clocks,
            Language = heard.Question.Language,
            Tags = rules.TagsOf(heard.Post),
            Alert = Alerted(session, policy, route, heard.Judgement, heard.At),
            By = heard.By,
        };
    }

    private Triage.Route Route(Judged heard) => Triage.Route.For(rules.Routes, heard.Question);

    /// <summary>Who is on duty and in a chat at all, where a case is so urgent that they are alerted alone.</summary>
    private IReadOnlyList<PersonId> Alerted(Session session, DeskPolicy policy, Triage.Route route, Judgement judgement, DateTimeOffset at)
    {
        if (!route.Alerts(judgement) || route.Duty.Count == 0)
            return [];
        var inChat = PersonStore.Identities(session).Where(way => Fronts.IsChat(way.Identity.Platform)).Select(way => way.Person).ToHashSet();
        var called = Standby.Called(route, policy.Rotas, Standby.Changes(session, at), at).Where(one => one.Level == 1).Select(one => one.Who).ToList();
        return [.. PersonStore.All(session).Where(person => (inChat.Contains(person.Id) || rules.Pages.Beside(person.Name).Any()) && called.Contains(person.Name, StringComparer.OrdinalIgnoreCase)).Select(person => person.Id)];
    }

    private (HearOutcome Outcome, Case? Changed) Edit(Session session, CaseId id, Post post, DateTimeOffset at)
    {
        var before = CaseStore.Load(session, id)!;
        var fact = new CaseFact.PostEdited { At = at, NativeId = post.NativeId, Mark = post.Mark };
        return (HearOutcome.Edited, Commit(session, before, before.Decide(fact).Events, []));
    }

    /// <summary>The deletion came before the post: the case is opened all the same, and says that the post is gone.</summary>
    private Case GoneBefore(Session session, Post post, Case now, DateTimeOffset at) =>
        Posts.IsGone(session, post.Network, post.NativeId)
            ? Commit(session, now, now.Decide(new CaseFact.PostDeleted { At = at, NativeId = post.NativeId }).Events, [])
            : now;

    private (HearOutcome Outcome, Case? Changed) Delete(Session session, string network, string nativeId, DateTimeOffset at)
    {
        if (Posts.IsGone(session, network, nativeId))
            return (HearOutcome.Known, null);
        var caseId = Posts.CaseOf(session, network, nativeId);
        Posts.MarkGone(session, network, nativeId, at);
        if (caseId is not { } id || CaseStore.Load(session, id) is not { } before)
            return (HearOutcome.Deleted, null);
        var fact = new CaseFact.PostDeleted { At = at, NativeId = nativeId };
        return (HearOutcome.Deleted, Commit(session, before, before.Decide(fact).Events, []));
    }

    /// <summary>A post as triage sees it, before it enters the writer.</summary>
    /// <param name="Fresh">The id of the case, should it open one.</param>
    private sealed record Judged(Post Post, Judgement Judgement, Triage.RouteQuestion Question, CaseId Fresh, DateTimeOffset At, Actor? By);
}
