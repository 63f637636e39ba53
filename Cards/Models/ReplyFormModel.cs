namespace SocialCareBot.Cards.Models;

/// <summary>The steps of an answer, one thing each.</summary>
public enum ReplyStep
{
    Write,
    Preview,
    /// <summary>The form is done; only its closing sentence is left ("Goes out at 10:21:40, Undo is on the card").</summary>
    Closed,
}

/// <summary>What the reply form shows in each of its steps.</summary>
public sealed record ReplyFormModel
{
    public required ReplyStep Step { get; init; }
    public required string CaseId { get; init; }
    /// <summary>"C-128".</summary>
    public required string Number { get; init; }
    public required int Version { get; init; }
    /// <summary>One per rendered form: a repeated press is recognised by it.</summary>
    public required string Nonce { get; init; }
    /// <summary>"PUBLIC · as @GridCo on Bluesky" or "Only Mira sees this".</summary>
    public required string Banner { get; init; }
    public required bool IsPublic { get; init; }
    /// <summary>The customer's post that is answered, literal.</summary>
    public string Quote { get; init; } = "";
    /// <summary>Earlier messages of the thread, oldest first.</summary>
    public IReadOnlyList<EarlierMessage> Earlier { get; init; } = [];
    /// <summary>The agent's words so far; in the preview the exact text that will appear.</summary>
    public string Text { get; init; } = "";
    /// <summary>How many characters the network takes.</summary>
    public int? Limit { get; init; }
    /// <summary>"212 left of 300".</summary>
    public string? Counter { get; init; }
    /// <summary>"^AB", added by the bot at the end.</summary>
    public string? Signature { get; init; }
    public IReadOnlyList<ReplySuggestion> Suggestions { get; init; } = [];
    /// <summary>Whether this customer can be answered publicly and privately; where only one is so, there is nothing to choose.</summary>
    public bool PublicPossible { get; init; } = true;
    public bool PrivatePossible { get; init; }
    /// <summary>"Mira does not accept messages"; shown where a private answer is not possible.</summary>
    public string? PrivateNotPossible { get; init; }
    /// <summary>What can be promised with the answer.</summary>
    public IReadOnlyList<CardChoice> Promises { get; init; } = [];
    /// <summary>The id of what is promised; null: nothing.</summary>
    public string? Promise { get; init; }
    /// <summary>"You promise news by 17:00."; for the preview.</summary>
    public string? PromiseLine { get; init; }
    /// <summary>What kept the form from going on; the draft stays.</summary>
    public string? Error { get; init; }
    /// <summary>What the preview found in the text ("Contains a phone number: this is public.").</summary>
    public IReadOnlyList<ReplyFinding> Findings { get; init; } = [];
    /// <summary>Links as they will appear, and what sending costs, where there is something to say.</summary>
    public string? LinksLine { get; init; }
    public string? CostLine { get; init; }
    /// <summary>The sentence of the last step.</summary>
    public string? Closing { get; init; }
}

/// <summary>A message of the thread: who and when in words, and the text, literal.</summary>
public sealed record EarlierMessage(string Who, string Text, bool Ours = false);

/// <summary>An earlier answer offered as a start: "Ana, Tue", and its text.</summary>
public sealed record ReplySuggestion(string Id, string Who, string Text);

/// <summary>Something found in the text; a blocking one takes Send away.</summary>
public sealed record ReplyFinding(string Text, bool Blocks = false);
