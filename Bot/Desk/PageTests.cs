using SocialCareBot.Cases;
using SocialCareBot.OnCall;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>
/// At the beginning of a shift whoever comes on duty gets a test page on each of their ways, and says that it arrived. Ways that stay silent are told to the leads.
/// </summary>
public sealed class PageTests(Database database, IWriter writer, DeskFacts facts, TimeProvider time)
{
    /// <summary>A shift that began longer ago is not tested any more: the bot was down, and its person has work to do.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    /// <summary>Who has not answered by then is told to the leads.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>Wants the test pages of shifts that have just begun. May run twice: each is written once for its key.</summary>
    public async Task Once(CancellationToken ct)
    {
        var at = time.Now();
        foreach (var (rota, shift) in facts.Rules.TestPages ? Begun(at) : [])
            await writer.Run(session => Test(session, rota, shift, at), ct);
    }

    /// <summary>The way that was confirmed; null where no test page of this person bears that code.</summary>
    public Task<string?> Confirm(PersonId person, string code, CancellationToken ct)
    {
        var at = time.Now();
        return writer.Run(
            session => Pages.Tests(session, at - Kept).FirstOrDefault(row => row.Person == facts.People.Now(person) && PageWords.Code(row) == code) is { } row && Pages.Confirm(session, row.Id, facts.People.Now(person), at)
                ? row.Way
                : null,
            ct);
    }

    /// <summary>Ways on which a test page has stayed without an answer; each in one line. Only the newest test of a way counts.</summary>
    public IReadOnlyList<(string Key, string Text)> Silent()
    {
        var now = time.Now();
        return
        [
            .. database.Read(session => Pages.Tests(session, now - Kept)).GroupBy(row => (row.Person, row.Way)).Select(way => way.First())
                .Where(row => row.ConfirmedAt is null && now - row.CreatedAt >= Patience)
                .Select(row => ($"test-silent:{row.Id}", $"{facts.People.Name(row.Person)} has not confirmed the test page by {Title(row.Way)}{(row.State == PageState.Failed ? $" ({row.Remark})" : "")}. Ask them, and look at Care:People.")),
        ];
    }

    public static string Title(string way) => way == PageRules.Email ? "e-mail" : way.StartsWith("webhook/", StringComparison.Ordinal) ? way["webhook/".Length..] : Fronts.Title(way);

    private IEnumerable<(Rota Rota, Shift Shift)> Begun(DateTimeOffset at) => facts.Rules.Rotas.SelectMany(rota => rota.OnDuty(at, facts.People.RotaChanges)
        .Where(shift => shift is { Level: 1, Who: not null } && at - shift.From is var since && since >= TimeSpan.Zero && since <= Late)
        .Select(shift => (rota, shift)));

    private bool Test(Session session, Rota rota, Shift shift, DateTimeOffset at)
    {
        if (PersonStore.All(session).FirstOrDefault(person => string.Equals(person.Name, shift.Who, StringComparison.OrdinalIgnoreCase)) is not { } person)
            return false;
        var key = $"test:{rota.Name}:{shift.From.Ms()}:{person.Id}";
        var page = new PageRow { Id = default, AlertAt = shift.From, Round = 0, Person = person.Id, Way = "", Address = "", Key = key, NotBefore = at, CreatedAt = at };
        foreach (var (way, address) in facts.Rules.Pages.Beside(person.Name))
            Pages.Want(session, page with { Id = Guid.CreateVersion7(at), Way = way.Name, Address = address, Key = $"{key}:{way.Name}" });
        foreach (var front in PersonStore.Identities(session).Where(way => way.Person == person.Id && Fronts.IsChat(way.Identity.Platform)).Select(way => way.Identity.Platform).Distinct())
        {
            var row = page with { Id = Guid.CreateVersion7(at), Way = front, Address = front, Key = $"{key}:{front}", State = PageState.Sent, SentAt = at };
            Pages.Want(session, row);
            Notices.Tell(session, [person.Id], key, new NoticeDetail("Test page: you are on duty now", $"Nothing has happened. Please write \"got it {PageWords.Code(row)}\" here, so that we know that pages reach you in {Fronts.Title(front)}."), at, front);
        }
        return true;
    }
}
