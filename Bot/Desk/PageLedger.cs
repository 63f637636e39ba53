using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What a call is about, read when it begins; no view: a test page.</summary>
public sealed record PageSubject(CaseView? View);

/// <summary>Lets calls begin and writes down what became of them, with what follows for their case.</summary>
public sealed class PageLedger(Database database, IWriter writer, CaseDesk desk, TimeProvider time)
{
    /// <summary>After so many attempts a way counts as dead.</summary>
    public const int MostAttempts = 10;

    /// <summary>15 s after the first attempt, then ever longer, at most five minutes: a server that greylists wants to see us again within a few.</summary>
    public static TimeSpan Pause(int attempt) => TimeSpan.FromSeconds(Math.Min(300, 15 * Math.Pow(2, Math.Min(attempt, 10))));

    public IReadOnlyList<PageRow> Due(int atMost) => database.Read(session => Pages.Due(session, time.Now(), atMost));

    /// <summary>What whoever had the turn before left in the middle is sent once more, under its id.</summary>
    public Task TakeOver(Turn turn, CancellationToken ct) => writer.Run(
        session =>
        {
            turn.Check(session);
            return Pages.TakeOver(session, turn.Node, time.Now());
        },
        ct);

    /// <summary>From here on it counts as sent. Null: nobody needs it any more, or somebody else has it.</summary>
    public Task<PageSubject?> Begin(PageRow row, Turn turn) => writer.Run(session => Begin(session, row, turn), CancellationToken.None);

    public async Task End(PageRow row, PageOutcome outcome)
    {
        var changed = await writer.Run(session => End(session, row, outcome), CancellationToken.None);
        if (changed is not null)
            desk.Tell([changed]);
    }

    private PageSubject? Begin(Session session, PageRow row, Turn turn)
    {
        turn.Check(session);
        if (row.Case is not { } id)
            return Pages.Begin(session, row, turn.Node) ? new PageSubject(null) : null;
        // Locks the case: an acknowledgement commits before this or after it, never in between.
        if (CaseStore.Load(session, id) is { } about && !IsOver(row, about))
            return Pages.Begin(session, row, turn.Node) ? new PageSubject(CaseView.Read(session, id, time.Now())) : null;
        Pages.End(session, row, PageState.Cancelled, time.Now(), row.NotBefore, "no longer needed");
        return null;
    }

    private static AlertDetail Detail(PageRow row, PersonId to) => new(to, row.AlertAt) { Round = row.Round, HelpFor = row.HelpFor };

    private static bool IsOver(PageRow row, Case about) => row.Person is { } to
        ? Detail(row, to).IsOver(about)
        : !about.IsOpen || about.On(ClockKind.Ladder) is not { Running: true } ladder || ladder.Target.StartedAt != row.AlertAt;

    private Case? End(Session session, PageRow row, PageOutcome outcome)
    {
        var (now, attempt) = (time.Now(), row.Attempt + 1);
        var next = now + (outcome is PageOutcome.Retry { After: { } asked } && asked > TimeSpan.Zero ? Least(asked) : Pause(row.Attempt));
        var (state, reason) = outcome switch
        {
            PageOutcome.Sent => (PageState.Sent, null),
            PageOutcome.Retry retry when attempt < MostAttempts => (PageState.Queued, retry.Reason),
            PageOutcome.Unclear unclear when attempt < MostAttempts => (PageState.Unknown, unclear.Reason),
            PageOutcome.Retry retry => (PageState.Failed, $"{retry.Reason}, {attempt} attempts"),
            PageOutcome.Unclear unclear => (PageState.Failed, $"{unclear.Reason}, {attempt} attempts"),
            PageOutcome.Refused refused => (PageState.Failed, refused.Reason),
            _ => (PageState.Failed, outcome.GetType().Name),
        };
        Pages.End(session, row, state, now, next, reason);
        return state == PageState.Failed && row.Case is { } id ? Unreached(session, row, id, reason!, now) : null;
    }

    /// <summary>Nobody is called an hour later because a gateway said so.</summary>
    private static TimeSpan Least(TimeSpan asked) => asked < TimeSpan.FromMinutes(5) ? asked : TimeSpan.FromMinutes(5);

    /// <summary>Another way to them that lives is enough; after the last one they are mentioned in the thread. Either is a fact of the case.</summary>
    private Case? Unreached(Session session, PageRow row, CaseId id, string reason, DateTimeOffset at)
    {
        if (CaseStore.Load(session, id) is not { } about)
            return null;
        if (row.Person is not { } to)
            return desk.Record(session, id, new CaseFact.GatewayFailed { At = at, Gateway = row.Way["webhook/".Length..], Reason = reason.TrimEnd('.') });
        var other = Pages.Of(session, id).FirstOrDefault(one => one.Id != row.Id && one.Person == row.Person && one.AlertAt == row.AlertAt && one.State is not (PageState.Failed or PageState.Cancelled))?.Way
            ?? Messages.Of(session, Messages.CaseSubject, id.ToString()).FirstOrDefault(message => message.Purpose == MessagePurpose.Alert && message.Person == row.Person && message.State != MessageState.Dead)?.Front;
        if (other is null && !IsOver(row, about))
            ToPeople.WantInThread(session, Mention(row, to, about, at), about);
        return desk.Record(session, id, new CaseFact.Unreached { At = at, Who = to, Front = row.Way, Reason = reason.TrimEnd('.'), Instead = other });
    }

    private static MessageRow Mention(PageRow row, PersonId to, Case about, DateTimeOffset at) => new()
    {
        Id = row.Id,
        SubjectKind = Messages.CaseSubject,
        SubjectId = about.Id.ToString(),
        Purpose = MessagePurpose.Alert,
        Key = $"{row.Key}:thread",
        Detail = StoreJson.Write(Detail(row, to)),
        Front = "",
        Tenant = "",
        WantedVersion = about.Version,
        NotBefore = at,
        CreatedAt = at,
    };
}
