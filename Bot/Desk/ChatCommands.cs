using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Words said to the bot in a chat, and where. Who says them comes from the verified envelope.</summary>
public sealed record ChatCommand
{
    public required string Text { get; init; }
    public required Actor By { get; init; }
    public required string Front { get; init; }
    public required string Tenant { get; init; }

    /// <summary>The channel or chat.</summary>
    public required string Conversation { get; init; }

    /// <summary>Why cases cannot appear in this conversation (a private channel, a chat with one person); null: they can.</summary>
    public string? NoRoute { get; init; }
}

/// <summary>What the bot says back.</summary>
public abstract record CommandAnswer
{
    public sealed record Notice(NoticeModel Model) : CommandAnswer;

    public sealed record Card(CaseView View, DateTimeOffset At) : CommandAnswer;
}

/// <summary>The commands, the same on every front. Each goes through the roles of the people list.</summary>
public sealed class ChatCommands(Database database, IWriter writer, DeskFacts facts, ReplySwitch stop, TimeProvider time)
{
    private const int ListLength = 15;

    /// <summary>Every command with its help line; the fronts' parity test and the manifest read it.</summary>
    public static IReadOnlyList<(string Name, string Help)> Known { get; } =
    [
        ("queue", "open cases, most urgent first"),
        ("mine", "the cases you have"),
        ("case C-123", "one case with its buttons"),
        ("route here NAME", "cases of this route appear in this channel (admin)"),
        ("hold replies", "nothing public leaves until resume (admin)"),
        ("resume", "lists what waits, then \"resume now\" lets it leave (admin)"),
        ("help", "this list"),
    ];

    public async Task<CommandAnswer> Handle(ChatCommand command, CancellationToken ct)
    {
        // Phones begin a sentence with a capital.
        var words = command.Text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] or ["help", ..] => Help(),
            ["queue", ..] => List("Queue", null),
            ["mine", ..] => List("Your cases", command.By.Id),
            ["case", var number, ..] => Case(number),
            ["route", "here", var route] => await RouteHere(command, route, ct),
            ["hold", "replies"] => await Hold(command, ct),
            ["resume"] => Resumable(command),
            ["resume", "now"] => await Resume(command, ct),
            _ => Say("I do not know that one", $"\"{PlainText.Clip(command.Text, 80)}\" is no command. Nothing was done. These are:", HelpRows()),
        };
    }

    private static CommandAnswer Help() => Say("What you can say", null, HelpRows());

    private static NoticeRow[] HelpRows() => [.. Known.Select(command => new NoticeRow(command.Name, command.Help))];

    private CommandAnswer List(string title, PersonId? owner)
    {
        var now = time.Now();
        var lines = database.Read(session => CaseQueries.Open(session, 0, 500, owner));
        var rows = lines.Take(ListLength).Select(line => new NoticeRow(line.Case.Name, Line(line, now)));
        var text = lines.Count == 0 ? "Nothing is waiting." : null;
        return new CommandAnswer.Notice(new NoticeModel { Title = title, Text = text, Rows = [.. rows], NotShown = Math.Max(0, lines.Count - ListLength) });
    }

    private string Line(QueueLine line, DateTimeOffset now)
    {
        var c = line.Case;
        var left = c.FirstResponse is { Running: true } clock
            ? clock.Target.DueAt > now ? $"{Clockface.Length(clock.Target.DueAt - now)} left" : $"{Clockface.Length(now - clock.Target.DueAt)} late"
            : CardStates.Look(Enum.Parse<CardState>(c.Face.ToString()), (int)c.Judgement.Priority).Word;
        var owner = c.Owner is { } id ? $" · {facts.People.Name(id)}" : "";
        return $"{c.Judgement.Priority} · {left}{owner} · {line.Post?.Author.Name}: {PlainText.Line(line.Post?.Text, 80)}";
    }

    private CommandAnswer Case(string text)
    {
        var view = CaseNumber.Parse(text) is { } number
            ? database.Read(session => CaseStore.Look(session, number) is { } found ? CaseView.Read(session, found.Id, time.Now()) : null)
            : null;
        return view is null ? Say("No such case", facts.Say(new Refusal(RefusalCode.NoSuchCase), time.Now())) : new CommandAnswer.Card(view, time.Now());
    }

    private async Task<CommandAnswer> RouteHere(ChatCommand command, string name, CancellationToken ct)
    {
        if (Denied(command) is { } denied)
            return denied;
        if (command.NoRoute is { } reason)
            return Say("Cases cannot appear here", reason);
        if (facts.Rules.Routes.FirstOrDefault(route => string.Equals(route.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } route)
            return Say("No such route", $"There is no route \"{PlainText.Clip(name, 40)}\". There are: {string.Join(", ", facts.Rules.Routes.Select(r => r.Name))}.");
        var binding = new RouteBinding(route.Name, command.Front, command.Tenant, command.Conversation);
        await writer.Run(
            session =>
            {
                RouteBindings.Bind(session, binding, command.By.Id, time.Now());
                return true;
            },
            ct);
        return Say($"Route \"{route.Name}\" is here now", "New cases of this route appear in this channel as cards. To stop, remove the bot from the channel.");
    }

    private async Task<CommandAnswer> Hold(ChatCommand command, CancellationToken ct)
    {
        if (Denied(command) is { } denied)
            return denied;
        await stop.Hold(command.By.Id, ct);
        return Say("Replies are held", "Nothing public leaves any more. Answers that are sent wait, and every card says so. \"resume\" lists them.");
    }

    private CommandAnswer Resumable(ChatCommand command)
    {
        if (Denied(command) is { } denied)
            return denied;
        if (stop.Held is null)
            return Say("Replies are not held", "There is nothing to resume.");
        var waiting = stop.Waiting();
        var rows = waiting.Take(ListLength).Select(row => new NoticeRow(row.Case.Name, $"{facts.People.Name(row.Case.Pending?.By)}'s answer"));
        return new CommandAnswer.Notice(new NoticeModel
        {
            Title = waiting.Count == 1 ? "One answer waits" : $"{waiting.Count} answers wait",
            Text = "They leave when you say \"resume now\". To keep one back, press Undo on its card first.",
            Rows = [.. rows],
            NotShown = Math.Max(0, waiting.Count - ListLength),
        });
    }

    private async Task<CommandAnswer> Resume(ChatCommand command, CancellationToken ct)
    {
        if (Denied(command) is { } denied)
            return denied;
        var count = stop.Waiting().Count;
        await stop.Resume(ct);
        return Say("Replies leave again", count == 0 ? "None was waiting." : $"{count} that waited leave now, each after a last look at its post.");
    }

    private CommandAnswer? Denied(ChatCommand command) => command.By.Role >= Role.Admin
        ? null
        : Say("Not done", facts.Say(Refusal.Need(Role.Admin), time.Now()));

    private static CommandAnswer Say(string title, string? text, IReadOnlyList<NoticeRow>? rows = null) =>
        new CommandAnswer.Notice(new NoticeModel { Title = title, Text = text, Rows = rows ?? [] });
}
