using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>
/// Copies of a card nobody keeps up to date: an answer to "case C-1", or a card that was posted twice because the first attempt's outcome was
/// unknown. A press on one works; afterwards the copy says where the live card is.
/// </summary>
public sealed class SlackCopies(Database database, CaseCards cards, SlackVoice voice, SlackPermalinks links, TimeProvider time)
{
    /// <summary>Looks at the message that was pressed, and changes it when it is such a copy. One that is the only card there keeps its buttons.</summary>
    internal async Task Retire(JsonElement payload, string team, CaseId id, CancellationToken ct)
    {
        var (spot, now) = (SlackSpot.Of(payload), time.Now());
        if (spot.Reference is not { } reference)
            return;
        if (database.Read(session => Messages.ByRef(session, SlackFront.FrontName, team, reference)) is { } known && (known.SubjectKind == HandOvers.Subject || known.SubjectId == id.ToString()))
            return;
        var rows = database.Read(session => Messages.Of(session, Messages.CaseSubject, id.ToString()));
        if (!spot.IsEphemeral && rows.Any(row => row.Ref == reference || IsBeingPosted(row, spot.Channel!)))
            return;
        var live = rows.LastOrDefault(row => row is { Purpose: MessagePurpose.Card, State: MessageState.Posted, Ref: not null, Front: SlackFront.FrontName } && row.Tenant == team);
        if ((live is null && !spot.IsEphemeral) || database.Read(session => CaseView.Read(session, id, now)) is not { } view)
            return;
        var model = cards.Model(view, now) with { LiveCardUrl = live is null ? null : await links.Of(team, live.Ref!, ct) };
        await voice.Replace(payload, team, new ChatMessage.CaseCard(model) { Summary = view.Case.Name }, ct);
    }

    /// <summary>Its reference is not stored yet, so the pressed card may be this one.</summary>
    private static bool IsBeingPosted(MessageRow row, string channel) =>
        row is { Ref: null, State: not MessageState.Dead } && (row.Conversation is null || row.Conversation == channel);
}

/// <summary>Where messages are opened; asked of Slack once for each.</summary>
public sealed class SlackPermalinks(SlackApi api, SlackMemory memory)
{
    /// <summary>Null where Slack does not say.</summary>
    internal async Task<string?> Of(string team, string reference, CancellationToken ct)
    {
        if (memory.Link(team, reference) is { } known)
            return known;
        var (channel, ts) = SlackPlaces.Parse(reference);
        var asked = await api.Call(team, "chat.getPermalink", new JsonObject { ["channel"] = channel, ["message_ts"] = ts }, ct);
        if (asked.Body.Text("permalink") is not { } link)
            return null;
        memory.NoteLink(team, reference, link);
        return link;
    }
}
