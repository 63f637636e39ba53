using System.Globalization;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Commands that change who is on call: a lead puts somebody on, people swap with each other's consent, and whoever is away takes no turn.</summary>
public sealed class OnCallOrders(IWriter writer, DeskFacts facts, TimeProvider time)
{
    private const string How = "Write it as \"override night Bo Lindqvist for 4 h\", or with \"2026-12-01 18:00 to 2026-12-02 08:00\" in place of \"for 4 h\".";
    private const string HowToSwap = "Write it as \"swap night with Bo Lindqvist on 2026-12-01\"; with \"for 2026-12-08\" at the end you take theirs of that day.";

    /// <summary><c>override ROTA NAME for 4 h</c>, or <c>… FROM to UNTIL</c>.</summary>
    public async Task<CommandAnswer> Override(ChatCommand command, string rota, string rest, CancellationToken ct)
    {
        if (command.By.Role < Role.Lead)
            return CommandAnswer.Say("Not done", facts.Say(Refusal.Need(Role.Lead), time.Now()));
        if (Rota(rota) is not { } known)
            return NoRota(rota);
        if (Somebody(rest) is not { } found)
            return CommandAnswer.Say("Nothing was changed", $"I know nobody by the name in \"{PlainText.Clip(rest, 60)}\". {How}");
        var clock = new Clockface(known.Zone);
        if (Span(found.After, clock) is not { } span || span.To <= span.From || span.To <= time.Now())
            return CommandAnswer.Say("Nothing was changed", $"I do not understand from when to when. {How}");
        await Write(
            session => RotaChanges.Add(session, Change(known, command, found.Who.Id, span)),
            ct);
        return CommandAnswer.Say(
            $"{found.Who.Name} is on call on {known.Name}",
            $"From {clock.At(span.From, time.Now())} to {clock.At(span.To, time.Now())}, whoever's turn it is. \"oncall next\" shows it.");
    }

    /// <summary><c>swap ROTA with NAME on DATE [for DATE]</c>: counts once the other says <c>accept</c>.</summary>
    public async Task<CommandAnswer> Swap(ChatCommand command, string rota, string rest, CancellationToken ct)
    {
        if (Rota(rota) is not { } known)
            return NoRota(rota);
        if (facts.People.Find(command.By.Id) is not { } me || Somebody(rest) is not { } found || found.Who.Id == me.Id)
            return CommandAnswer.Say("Nothing was changed", $"I know nobody else by the name in \"{PlainText.Clip(rest, 60)}\". {HowToSwap}");
        var dates = found.After.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("on" or "for")).Select(Date).ToList();
        if (dates.Count is 0 or > 2 || dates.Contains(null))
            return CommandAnswer.Say("Nothing was changed", HowToSwap);
        var mine = Turn(known, me.Name, dates[0]!.Value);
        var theirs = dates.Count == 2 ? Turn(known, found.Who.Name, dates[1]!.Value) : null;
        if (mine is null || mine.To <= time.Now() || (dates.Count == 2 && theirs is null))
            return CommandAnswer.Say("Nothing was changed", $"{(mine is null || mine.To <= time.Now() ? "You are" : $"{found.Who.Name} is")} not on call on {known.Name} that day. \"oncall next\" shows the shifts.");
        await Write(
            session =>
            {
                var asked = Change(known, command, found.Who.Id, (mine.From, mine.To)) with { InsteadOf = me.Id, State = RotaChangeState.Asked };
                RotaChanges.Add(session, asked);
                Notices.Tell(session, [found.Who.Id], $"swap:{asked.Id}", Question(known, me, mine, theirs), asked.MadeAt);
                if (theirs is not null)
                    RotaChanges.Add(session, Change(known, command, me.Id, (theirs.From, theirs.To)) with { InsteadOf = found.Who.Id, State = RotaChangeState.Asked });
            },
            ct);
        return CommandAnswer.Say("Asked", $"It counts once {found.Who.Name} says \"accept\" to me. Until then you are on call as before.");
    }

    /// <summary>Takes every swap that was asked of whoever says it.</summary>
    public async Task<CommandAnswer> Accept(ChatCommand command, CancellationToken ct)
    {
        var at = time.Now();
        var me = command.By.Id;
        var accepted = await writer.Run(
            session => RotaChanges.Of(session, at)
                .Where(change => change.State == RotaChangeState.Asked && change.MadeBy != me && (change.Person == me || change.InsteadOf == me) && change.To > at)
                .Where(change => RotaChanges.Accept(session, change.Id, at) == 1)
                .Select(change => Told(session, change, at)).ToList(),
            ct);
        facts.People.Reload();
        return accepted.Count == 0
            ? CommandAnswer.Say("Nothing to accept", "Nobody has asked you to swap.")
            : CommandAnswer.Say("Swapped", null, [.. accepted.Select(change => new NoticeRow(change.Rota, Said(change, at)))]);
    }

    private NoticeDetail Question(Rota rota, Person asks, Shift mine, Shift? theirs)
    {
        var (clock, now) = (new Clockface(rota.Zone), time.Now());
        var back = theirs is null ? "" : $" {asks.Name} would take yours from {clock.At(theirs.From, now)} to {clock.At(theirs.To, now)}.";
        return new($"{asks.Name} asks you to swap", $"Would you be on call on {rota.Name} from {clock.At(mine.From, now)} to {clock.At(mine.To, now)}?{back} Say \"accept\" to me if so. Until then nothing changes.");
    }

    /// <summary>Whoever asked hears that it counts now.</summary>
    private RotaChange Told(Session session, RotaChange change, DateTimeOffset at)
    {
        Notices.Tell(session, [change.MadeBy], $"swapped:{change.Id}", new NoticeDetail("Your swap counts", $"{change.Rota}: {Said(change, at)}."), at);
        return change;
    }

    /// <summary><c>away DATE to DATE</c>: the last day counts too. A lead may say it of somebody else: <c>away NAME DATE to DATE</c>.</summary>
    public async Task<CommandAnswer> Away(ChatCommand command, string rest, CancellationToken ct)
    {
        var (who, words) = Somebody(rest) is { } found ? (found.Who, found.After) : (facts.People.Find(command.By.Id), rest);
        if (who is null || (who.Id != command.By.Id && command.By.Role < Role.Lead))
            return CommandAnswer.Say("Not done", facts.Say(Refusal.Need(Role.Lead), time.Now()));
        var dates = words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "to").Select(Date).ToList();
        if (dates.Count is 0 or > 2 || dates.Contains(null) || dates[^1] < dates[0])
            return CommandAnswer.Say("Nothing was changed", "Write it as \"away 2026-12-21 to 2026-12-31\"; the last day counts too.");
        var clock = facts.Rules.Clock(facts.Rules.Routes[0].Name);
        var at = time.Now();
        var away = new AwayRow(Guid.CreateVersion7(at), who.Id, clock.On(dates[0]!.Value, TimeOnly.MinValue), clock.On(dates[^1]!.Value.AddDays(1), TimeOnly.MinValue), command.By.Id, at);
        await Write(session => RotaChanges.Add(session, away), ct);
        return CommandAnswer.Say($"{who.Name} is away", $"From {clock.At(away.From, at)} to {clock.At(away.To, at)}. Turns in that time fall to the next in line; \"oncall next\" shows where nobody is left.");
    }

    public async Task<CommandAnswer> Back(ChatCommand command, CancellationToken ct)
    {
        var ended = await writer.Run(session => RotaChanges.Back(session, command.By.Id, time.Now()), ct);
        facts.People.Reload();
        return CommandAnswer.Say(ended == 0 ? "You were not away" : "Welcome back", ended == 0 ? "Nothing was changed." : "Your turns are yours again.");
    }

    private async Task Write(Action<Session> change, CancellationToken ct)
    {
        await writer.Run(
            session =>
            {
                change(session);
                return true;
            },
            ct);
        facts.People.Reload();
    }

    private RotaChange Change(Rota rota, ChatCommand command, PersonId who, (DateTimeOffset From, DateTimeOffset To) span) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Rota = rota.Name,
        Person = who,
        From = span.From,
        To = span.To,
        MadeBy = command.By.Id,
        MadeAt = time.Now(),
    };

    private Rota? Rota(string name) => facts.Rules.Rotas.FirstOrDefault(rota => string.Equals(rota.Name, name, StringComparison.OrdinalIgnoreCase));

    private CommandAnswer NoRota(string name) => CommandAnswer.Say(
        "No such rota",
        facts.Rules.Rotas.Count == 0 ? "There is no rota in the settings." : $"There is no rota \"{PlainText.Clip(name, 40)}\". There are: {string.Join(", ", facts.Rules.Rotas.Select(rota => rota.Name))}.");

    /// <summary>The person whose whole name the words begin with, after a "with"; and the words after it.</summary>
    private (Person Who, string After)? Somebody(string words)
    {
        var text = words.StartsWith("with ", StringComparison.OrdinalIgnoreCase) ? words[5..] : words;
        var person = facts.People.All.Where(one => $"{text} ".StartsWith($"{one.Name} ", StringComparison.OrdinalIgnoreCase)).MaxBy(one => one.Name.Length);
        return person is null ? null : (person, text[Math.Min(text.Length, person.Name.Length)..].Trim());
    }

    private (DateTimeOffset From, DateTimeOffset To)? Span(string words, Clockface clock)
    {
        if (words.StartsWith("for ", StringComparison.OrdinalIgnoreCase) && Target.Length(words[4..]) is { } length)
            return (time.Now(), time.Now() + length);
        var ends = words.Split(" to ", StringSplitOptions.TrimEntries).Select(end => Instant(end, clock)).ToList();
        return ends.Count == 2 && ends[0] is { } from && ends[1] is { } to ? (from, to) : null;
    }

    private static DateTimeOffset? Instant(string words, Clockface clock) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var date] when Date(date) is { } day => clock.On(day, TimeOnly.MinValue),
        [var date, var hour] when Date(date) is { } day && TimeOnly.TryParseExact(hour, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => clock.On(day, time),
        _ => null,
    };

    private static DateOnly? Date(string word) => DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private Shift? Turn(Rota rota, string who, DateOnly date)
    {
        var clock = new Clockface(rota.Zone);
        return rota.Shifts(clock.On(date, TimeOnly.MinValue), clock.On(date.AddDays(1), TimeOnly.MinValue), facts.People.RotaChanges).FirstOrDefault(shift => shift.Who == who);
    }

    private string Said(RotaChange change, DateTimeOffset now)
    {
        var clock = Rota(change.Rota) is { } rota ? new Clockface(rota.Zone) : facts.Rules.Clock(facts.Rules.Routes[0].Name);
        return $"{facts.People.Name(change.Person)} from {clock.At(change.From, now)} to {clock.At(change.To, now)}, instead of {facts.People.Name(change.InsteadOf)}";
    }
}
