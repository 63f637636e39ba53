using SocialCareBot.Cases;

namespace SocialCareBot.Chat.Teams;

/// <summary>The message extension: which of its commands an invoke means, as the manifest declares them and the client sends them back.</summary>
public sealed class TeamsExtension(TeamsFinder finder, TeamsForms forms, TeamsIntake intake)
{
    /// <summary>Searches cases; a result goes into the conversation as a card.</summary>
    public const string Find = "find";

    /// <summary>Answers one of one's open cases.</summary>
    public const string Reply = "reply";

    /// <summary>Opens a case from a message of the chat.</summary>
    public const string OpenCase = "openCase";

    /// <summary>The parameter of the search.</summary>
    public const string Words = "words";

    /// <summary>Answers composeExtension/query.</summary>
    internal InvokeResponse Query(Envelope envelope, Actor by) => finder.Find(envelope, by);

    /// <summary>Answers composeExtension/fetchTask: the first step of a form.</summary>
    internal InvokeResponse Fetch(Envelope envelope, Actor by) => IsOpenCase(envelope) ? intake.Ask(envelope, by) : forms.Pick(by);

    /// <summary>Answers composeExtension/submitAction: the next step, or the closing sentence.</summary>
    internal Task<InvokeResponse> Submit(Envelope envelope, Actor by, CancellationToken ct) =>
        IsOpenCase(envelope) ? intake.Open(envelope, by, ct) : forms.Submit(envelope, by, ct);

    private static bool IsOpenCase(Envelope envelope) => envelope.Activity.Value is { } value && TeamsPress.String(value, "commandId") == OpenCase;
}
