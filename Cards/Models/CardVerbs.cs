namespace SocialCareBot.Cards.Models;

/// <summary>The verbs a press carries, as they travel in card data on every front.</summary>
public static class CardVerbs
{
    public const string Claim = "claim";
    public const string Release = "release";
    public const string Assign = "assign";
    public const string Note = "note";
    public const string Reply = "reply";
    public const string Undo = "undo";
    /// <summary>Send an answer again whose outcome is unknown or that was held.</summary>
    public const string Retry = "retry";
    /// <summary>Somebody looked: the answer is public.</summary>
    public const string Sent = "sent";
    public const string Escalate = "escalate";
    public const string Snooze = "snooze";
    public const string Resolve = "resolve";
    public const string Reopen = "reopen";
    public const string Reclassify = "reclassify";
    /// <summary>A manager takes an escalated case.</summary>
    public const string Take = "take";
    /// <summary>A manager sends an escalated case back with a note.</summary>
    public const string SendBack = "sendback";
    /// <summary>Somebody who was alerted alone has seen it.</summary>
    public const string Acknowledge = "ack";

    /// <summary>"I'm on it": the claim lasts longer, once.</summary>
    public const string KeepClaim = "keepclaim";
    /// <summary>A page goes on to the next in line.</summary>
    public const string NotMe = "notme";
    /// <summary>The next in line is paged too.</summary>
    public const string Help = "callhelp";
    /// <summary>Whoever comes on duty takes a case over from whoever leaves.</summary>
    public const string Accept = "accept";

    /// <summary>Why the deadline is what it is.</summary>
    public const string Why = "why";

    /// <summary>The verbs a case card can carry.</summary>
    public static IReadOnlyList<string> OfCase { get; } =
        [Claim, Release, Assign, Note, Reply, Undo, Retry, Sent, Escalate, Snooze, Resolve, Reopen, Reclassify, Why];

    /// <summary>The words on the button of a verb.</summary>
    public static string Title(string verb) => verb switch
    {
        Claim => "Claim",
        Release => "Release",
        Assign => "Assign",
        Note => "Note",
        Reply => "Reply",
        Undo => "Undo",
        Retry => "Send again",
        Sent => "It is there",
        Escalate => "Escalate",
        Snooze => "Snooze",
        Resolve => "Resolve",
        Reopen => "Reopen",
        Reclassify => "Reclassify",
        Take => "Take it",
        SendBack => "Send back",
        Acknowledge => "Acknowledge",
        KeepClaim => "I'm on it",
        NotMe => "Not me, next",
        Help => "Call for help",
        Accept => "Accept",
        Why => "Why this deadline?",
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "A verb without a title"),
    };
}

/// <summary>The presses inside the reply form and the case picker.</summary>
public static class FormVerbs
{
    /// <summary>Show the answer exactly as it will appear.</summary>
    public const string Preview = "preview";
    /// <summary>From the preview back to writing.</summary>
    public const string Back = "back";
    public const string Send = "send";
    /// <summary>Start from an earlier answer; the data's value is the suggestion's id.</summary>
    public const string UseStart = "usestart";
    /// <summary>A case was picked from the list.</summary>
    public const string Pick = "pick";
    /// <summary>Open a case from the message shown.</summary>
    public const string Open = "open";
}

/// <summary>The names under which inputs arrive; each is used once in a card.</summary>
public static class InputNames
{
    public const string AssignTo = "assignTo";
    public const string Note = "noteText";
    /// <summary>What is promised with an answer or a note: news by then.</summary>
    public const string PromiseBy = "promiseBy";
    public const string EscalateNote = "escalateNote";
    public const string SnoozeFor = "snoozeFor";
    public const string ResolveReason = "resolveReason";
    public const string Kind = "kind";
    public const string Priority = "priority";
    public const string SendBackNote = "sendbackNote";
    /// <summary>The words of the answer.</summary>
    public const string Text = "text";
    /// <summary>"public" or "private".</summary>
    public const string Audience = "audience";
    /// <summary>The id of the case picked.</summary>
    public const string PickedCase = "pickedCase";
}
