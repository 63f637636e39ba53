using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>Buttons on cards: from the invoke to the desk, and back with the card as it now is. No HTTP happens in here.</summary>
public sealed class TeamsClicks(Database database, PressDesk press, CaseCards cards, ChatWords words, TimeProvider time)
{
    /// <summary>Answers adaptiveCard/action. A refusal stands as the fresh card's first line, for the person who pressed alone.</summary>
    internal async Task<InvokeResponse> Execute(Envelope envelope, Actor by, CancellationToken ct)
    {
        if (TeamsPress.Of(envelope.Activity) is not { } pressed)
            return InvokeResponse.Problem(400, "BadRequest", "This press carried nothing. Use the live card.");
        if (TeamsPress.String(envelope.Activity.Value!.Value.GetProperty("action"), "type") is not (null or "Action.Execute"))
            return InvokeResponse.Problem(400, "NotSupported", "This kind of button is not known.");
        return await Act(envelope, pressed, by, ct);
    }

    /// <summary>A press that arrived as a message (Action.Submit of an old client): the sentence to say, or null when the card tells all.</summary>
    internal async Task<string?> Submit(TeamsPress pressed, Actor by, CancellationToken ct) =>
        pressed.Case is { } id ? (await Handle(pressed, id, by, ct)).Sentence : PressDesk.Gone;

    private async Task<InvokeResponse> Act(Envelope envelope, TeamsPress pressed, Actor by, CancellationToken ct)
    {
        var done = pressed.Case is { } id && !pressed.IsRefresh ? await Handle(pressed, id, by, ct) : null;
        if (done is { Now: null, Sentence: { } sentence } && sentence != PressDesk.Gone)
            return InvokeResponse.Notice(sentence);
        var now = time.Now();
        if (pressed.Case is not { } about || database.Read(session => done?.Now is { } after ? CardView.Of(session, after, now) : CardView.Read(session, about, now)) is not { } view)
            return InvokeResponse.Problem(400, "NotFound", PressDesk.Gone);
        return Clicked(envelope, about) is { } clicked && (clicked.SubjectKind == HandOvers.Subject || clicked.Purpose is MessagePurpose.Nag or MessagePurpose.Manager or MessagePurpose.Alert)
            ? Fresh(clicked, about, done?.Sentence, now)
            : InvokeResponse.Card(CaseCard.DrawUtf8(cards.Model(view, now, done?.Sentence, by)));
    }

    /// <summary>A message about a case that is not its card; it has no room for a sentence.</summary>
    private InvokeResponse Fresh(MessageRow clicked, CaseId about, string? sentence, DateTimeOffset now)
    {
        if (sentence is not null)
            return InvokeResponse.Notice(sentence);
        var message = clicked.SubjectKind == HandOvers.Subject
            ? words.HandOver(database, clicked, now)
            : words.For(clicked, database.Read(session => CaseView.Read(session, about, now))!, now);
        return message is null ? InvokeResponse.Notice("Done.") : InvokeResponse.Card(TeamsFront.Draw(message).Attachments![0].Content!.Value);
    }

    /// <summary>The message whose button was pressed; null for a copy we do not know (then it is taken for a case card).</summary>
    private MessageRow? Clicked(Envelope envelope, CaseId about)
    {
        if (envelope.Activity.ReplyToId is not { } activityId)
            return null;
        var reference = TeamsPlaces.Reference(envelope.Activity.Conversation?.Id ?? "", activityId);
        var row = database.Read(session => Messages.ByRef(session, TeamsFront.FrontName, envelope.Tenant, reference));
        return row?.SubjectId == about.ToString() || row?.SubjectKind == HandOvers.Subject ? row : null;
    }

    private Task<Pressed> Handle(TeamsPress pressed, CaseId id, Actor by, CancellationToken ct) => press.Handle(
        new Press { Case = id, Verb = pressed.Verb, ShownVersion = pressed.Number("version"), Nonce = pressed.Text("nonce"), By = by, Inputs = pressed.Inputs() },
        ct);
}
