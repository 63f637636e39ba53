using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SocialCareBot.Tests.World;

/// <summary>What each call does to the team, its channels and chats. Called with the memory locked.</summary>
public sealed partial class FakeTeams
{
    private Reply Create(JsonElement body)
    {
        if (At(body, "isGroup").ValueKind != JsonValueKind.True)
            return CreateChat(body);
        if (_channels.Find(one => one.Id == At(body, "channelData", "channel", "id").ToString()) is not { } channel)
            return Reply.Error(404, "ConversationNotFound");
        if (At(body, "activity").ValueKind != JsonValueKind.Object)
            return Reply.Error(400, "BadSyntax", "Activity is mandatory.");
        var sent = Post(channel.Id, channel, root: null, At(body, "activity"));
        return sent.Message is { } message
            ? new Reply(201, new { id = $"{channel.Id};messageid={message.Id}", activityId = message.Id })
            : sent.Refusal!;
    }

    private Reply CreateChat(JsonElement body)
    {
        if (At(body, "tenantId").ToString() != Tenant)
            return Reply.Error(400, "BadSyntax", "TenantId is mandatory.");
        if (At(body, "members") is not { ValueKind: JsonValueKind.Array } members || members.GetArrayLength() != 1)
            return Reply.Error(400, "BadSyntax", "Exactly one member.");
        var mri = At(members[0], "id").ToString();
        if (!_people.Exists(person => person.Mri == mri))
            return Reply.Error(400, "BadSyntax", "Not an id of a person.");
        return _blocked.Contains(mri) ? Reply.Error(403, "ConversationBlockedByUser") : new Reply(201, new { id = Chat(mri) });
    }

    private Reply Send(string conversation, JsonElement activity)
    {
        var (sent, refusal) = Place(conversation) is { } place
            ? Post(place.Id, place.Channel, place.Root, activity)
            : (null, Reply.Error(404, "ConversationNotFound"));
        return sent is null ? refusal! : new Reply(201, new { id = sent.Id });
    }

    /// <summary>The thread a reply to this message stands in; a chat with one person has none.</summary>
    private string Below(string conversation, string message) =>
        conversation.Contains(";messageid=", StringComparison.Ordinal) || !_channels.Exists(one => one.Id == conversation) ? conversation : $"{conversation};messageid={message}";

    private (string Id, FakeTeamsChannel? Channel, string? Root)? Place(string conversation)
    {
        var parts = conversation.Split(";messageid=");
        if (_channels.Find(one => one.Id == parts[0]) is { } channel)
            return (channel.Id, channel, parts.Length > 1 ? parts[1] : null);
        return _chats.ContainsValue(conversation) ? (conversation, null, null) : null;
    }

    private (FakeTeamsMessage? Message, Reply? Refusal) Post(string conversation, FakeTeamsChannel? channel, string? root, JsonElement activity)
    {
        if (channel is { Type: "private" })
            return (null, Reply.Error(403, "NotEnoughPermissions"));
        if (channel is null && _blocked.Contains(_chats.First(chat => chat.Value == conversation).Key))
            return (null, Reply.Error(403, "ConversationBlockedByUser"));
        if (Flaw(activity) is { } flaw)
            return (null, flaw);
        var id = NewId();
        var message = new FakeTeamsMessage
        {
            Id = id,
            Conversation = conversation,
            Root = channel is null ? null : root ?? id,
            At = _time.GetUtcNow(),
        };
        message.Show(activity);
        _messages.Add(message);
        // Split in two by Teams: accepted, but nobody learns an id.
        return IsMulti(activity) ? (null, new Reply(202, null)) : (message, null);
    }

    private static bool IsMulti(JsonElement activity) =>
        At(activity, "attachments") is { ValueKind: JsonValueKind.Array } cards
        && (cards.GetArrayLength() > 1 || (cards.GetArrayLength() == 1 && At(activity, "text").ValueKind == JsonValueKind.String));

    private static Reply? Flaw(JsonElement activity)
    {
        if (At(activity, "type").ToString() != "message")
            return Reply.Error(400, "BadArgument", "Unknown activity type.");
        var text = At(activity, "text").ToString();
        if (text.Length == 0 && At(activity, "attachments").ValueKind != JsonValueKind.Array)
            return Reply.Error(400, "BadSyntax", "The message is empty.");
        if (At(activity, "entities") is not { ValueKind: JsonValueKind.Array } entities)
            return null;
        return entities.EnumerateArray().Any(one => At(one, "type").ToString() == "mention" && !text.Contains(At(one, "text").ToString(), StringComparison.Ordinal))
            ? Reply.Error(400, "BadSyntax", "Mention entity does not match text.")
            : null;
    }

    private Reply Update(string conversation, string id, JsonElement activity)
    {
        if (Place(conversation) is not { } place)
            return Reply.Error(404, "ConversationNotFound");
        if (_messages.Find(one => one.Conversation == place.Id && one.Id == id) is not { Deleted: false } message)
            return Reply.Error(404, "ActivityNotFoundInConversation");
        if (IsMulti(activity))
            return Reply.Error(400, "BadSyntax", "Activity resulted into multiple skype activities.");
        if (Flaw(activity) is { } flaw)
            return flaw;
        message.Show(activity);
        return new Reply(200, new { id });
    }

    private Reply Delete(string conversation, string id)
    {
        if (Place(conversation) is not { } place)
            return Reply.Error(404, "ConversationNotFound");
        if (_messages.Find(one => one.Conversation == place.Id && one.Id == id) is not { Deleted: false } message)
            return Reply.Error(404, "ActivityNotFoundInConversation");
        message.Deleted = true;
        return new Reply(200, null);
    }

    private Reply Members(string conversation, IQueryCollection query)
    {
        if (Place(conversation) is null)
            return Reply.Error(404, "ConversationNotFound");
        var size = Math.Clamp(int.Parse(query["pageSize"].ToString(), CultureInfo.InvariantCulture), 50, 500);
        var from = query["continuationToken"].ToString() is { Length: > 0 } token ? int.Parse(token.TrimStart('+', '/'), CultureInfo.InvariantCulture) : 0;
        return new Reply(200, new
        {
            members = _people.Where(person => !_gone.Contains(person.Mri)).Skip(from).Take(size).Select(Describe),
            // A real token is opaque and full of letters that need escaping.
            continuationToken = from + size < _people.Count ? $"+/{from + size}" : null,
        });
    }

    private Reply Member(string id) => _people.Find(person => person.Mri == id || person.AadObjectId == id) is { } person
        ? new Reply(200, Describe(person))
        : Reply.Error(404, "MemberNotFoundInConversation");

    private Reply TeamChannels(string team) => team == TeamId
        ? new Reply(200, new { conversations = _channels.Select(channel => new { id = channel.Id, name = channel.Name, type = channel.Type }) })
        : Reply.Error(404, "TeamNotFound");

    private static object Describe(FakeTeamsPerson person) => new
    {
        id = person.Mri,
        name = person.Name,
        aadObjectId = person.AadObjectId,
        email = $"{person.Name.ToLowerInvariant()}@grid.example",
        userPrincipalName = $"{person.Name.ToLowerInvariant()}@grid.example",
        tenantId = person.Tenant,
        userRole = person.Role,
    };
}
