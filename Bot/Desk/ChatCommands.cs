using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;

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

    /// <summary>Only this person sees the answer: a chat with the bot alone, or an answer shown to them alone. Codes are given nowhere else.</summary>
    public bool Alone { get; init; }
}

/// <summary>What the bot says back.</summary>
public abstract record CommandAnswer
{
    public sealed record Notice(NoticeModel Model) : CommandAnswer;

    public sealed record Card(CaseView View, DateTimeOffset At) : CommandAnswer;

    internal static CommandAnswer Say(string title, string? text, IReadOnlyList<NoticeRow>? rows = null) =>
        new Notice(new NoticeModel { Title = title, Text = text, Rows = rows ?? [] });

    internal static CommandAnswer NoSuchCase(DeskFacts facts, DateTimeOffset now) => Say("No such case", facts.Say(new Refusal(RefusalCode.NoSuchCase), now));
}

/// <summary>The commands, the same on every front. Each goes through the roles of the people list.</summary>
public sealed class ChatCommands(ChatLists lists, ChatOrders orders, ChatLinks links, OnCallCommands onCall)
{
    /// <summary>Every command with its help line; the fronts' parity test and the manifest read it.</summary>
    public static IReadOnlyList<(string Name, string Help)> Known { get; } =
    [
        ("queue", "open cases, most urgent first"),
        ("mine", "the cases you have"),
        ("case C-123", "one case with its buttons"),
        ("oncall", "who is on duty, route by route"),
        ("stats", "open, late, answered today, route by route"),
        ("link", "be one person in Teams and in Slack"),
        ("route here NAME", "cases of this route appear in this channel (admin)"),
        ("hold replies", "nothing public leaves until resume (admin)"),
        ("resume", "lists what waits, then \"resume now\" lets it leave (admin)"),
        ("help", "this list"),
        ("why C-123", "why its deadlines are what they are"),
        ("oncall next", "the shifts of the next 14 days"),
        ("override ROTA NAME for 4 h", "somebody is on call, whoever's turn it is (lead)"),
        ("swap ROTA with NAME on DATE", "somebody takes your shift, once they accept"),
        ("accept", "the swap that was asked of you"),
        ("away DATE to DATE", "your turns fall to the next in line"),
        ("back", "you are no longer away"),
        ("who C-123", "who is called for a case, in which order, and why"),
        ("ack C-123", "you have seen it: nobody else is called"),
        ("got it CODE", "a test page has arrived"),
    ];

    /// <summary>Those a manifest offers while somebody types; Teams takes ten.</summary>
    public static IEnumerable<(string Name, string Help)> Offered => Known.Take(10);

    public async Task<CommandAnswer> Handle(ChatCommand command, CancellationToken ct)
    {
        // Phones begin a sentence with a capital.
        var words = command.Text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] or ["help", ..] => Help(),
            ["queue", ..] => lists.Queue("Queue", null),
            ["mine", ..] => lists.Queue("Your cases", command.By.Id),
            ["case", var number, ..] => lists.Case(number),
            ["why", var number, ..] => lists.Why(number),
            ["stats", ..] => lists.Stats(),
            ["link", .. var rest] => await links.Link(command, string.Join(' ', rest), ct),
            ["route", "here", var route] => await orders.RouteHere(command, route, ct),
            ["hold", "replies"] => await orders.Hold(command, ct),
            ["resume"] => orders.Resumable(command),
            ["resume", "now"] => await orders.Resume(command, ct),
            _ when await onCall.Handle(command, words, ct) is { } answer => answer,
            _ => CommandAnswer.Say("I do not know that one", $"\"{PlainText.Clip(command.Text, 80)}\" is no command. Nothing was done. These are:", HelpRows()),
        };
    }

    private static CommandAnswer Help() => CommandAnswer.Say("What you can say", null, HelpRows());

    private static NoticeRow[] HelpRows() => [.. Known.Select(command => new NoticeRow(command.Name, command.Help))];
}
