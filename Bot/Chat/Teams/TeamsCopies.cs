using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>
/// Copies of a card nobody keeps up to date: an answer to "case C-1", or a card that was posted twice because the first attempt's outcome was
/// unknown. A press on one works; afterwards the copy says where the live card is.
/// </summary>
public sealed class TeamsCopies(Database database, TeamsFront front, CaseCards cards, TimeProvider time)
{
    /// <summary>Looks at the card that was pressed, and edits it when it is such a copy and a live card stands somewhere.</summary>
    public async Task Retire(Envelope envelope, CancellationToken ct)
    {
        if (TeamsPress.Of(envelope.Activity)?.Case is not { } id || envelope.Activity is not { ReplyToId: { } pressed, Conversation.Id: { } conversation })
            return;
        var reference = TeamsPlaces.Reference(conversation, pressed);
        if (database.Read(session => Messages.ByRef(session, TeamsFront.FrontName, envelope.Tenant, reference)) is { } known && (known.SubjectKind == HandOvers.Subject || known.SubjectId == id.ToString()))
            return;
        var rows = database.Read(session => Messages.Of(session, Messages.CaseSubject, id.ToString()));
        if (rows.Any(row => row.Ref == reference || IsBeingPosted(row, TeamsPlaces.Bare(conversation))))
            return;
        var live = rows.LastOrDefault(row => row is { Purpose: MessagePurpose.Card, State: MessageState.Posted, Ref: not null, Front: TeamsFront.FrontName } && row.Tenant == envelope.Tenant);
        if (live is null || database.Read(session => CaseView.Read(session, id, time.Now())) is not { } view)
            return;
        var model = cards.Model(view, time.Now()) with { LiveCardUrl = Link(live.Ref!) };
        await front.Update(new ChatPlace { Tenant = envelope.Tenant, Conversation = conversation }, reference, new ChatMessage.CaseCard(model) { Summary = view.Case.Name }, ct);
    }

    /// <summary>Its reference is not stored yet, so the pressed card may be this one.</summary>
    private static bool IsBeingPosted(MessageRow row, string conversation) =>
        row is { Ref: null, State: not MessageState.Dead } && (row.Conversation is null || row.Conversation == conversation);

    private static string Link(string reference)
    {
        var (channel, message) = TeamsPlaces.Parse(reference);
        return $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(channel)}/{Uri.EscapeDataString(message)}";
    }
}
