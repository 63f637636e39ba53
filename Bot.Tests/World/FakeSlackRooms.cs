using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>What conversations.*, users.* and usergroups.* say. Called with the memory locked.</summary>
public sealed partial class FakeSlack
{
    private Reply OpenConversation(FakeSlackCall call)
    {
        var person = _people.Find(one => one.Id == call["users"] && one.Team == call.Team);
        if (person is null)
            return Reply.Error("user_not_found");
        if (person.IsBot)
            return Reply.Error("cannot_dm_bot");
        return person.Deleted ? Reply.Error("user_disabled") : Reply.Ok(new JsonObject { ["channel"] = new JsonObject { ["id"] = OpenDm(call.Team, person.Id).Id } });
    }

    private Reply JoinConversation(FakeSlackCall call)
    {
        if (Visible(call.Team, call["channel"]) is not { } channel)
            return Reply.Error("channel_not_found");
        if (channel.Private)
            return Reply.Error("method_not_supported_for_channel_type");
        if (channel.Archived)
            return Reply.Error("is_archived");
        _members[channel.Id].Add(BotOf(call.Team).Id);
        return Reply.Ok(new JsonObject { ["channel"] = Described(channel, call.Team) });
    }

    private Reply ConversationInfo(FakeSlackCall call) => Visible(call.Team, call["channel"]) is { } channel
        ? Reply.Ok(new JsonObject { ["channel"] = Described(channel, call.Team) })
        : Reply.Error("channel_not_found");

    private JsonObject Described(FakeSlackChannel channel, string team) => new()
    {
        ["id"] = channel.Id,
        ["name"] = channel.Name,
        ["is_channel"] = channel.Person is null,
        ["is_im"] = channel.Person is not null,
        ["user"] = channel.Person,
        ["is_private"] = channel.Private,
        ["is_archived"] = channel.Archived,
        ["is_ext_shared"] = channel.Shared,
        ["is_member"] = _members[channel.Id].Contains(BotOf(team).Id),
    };

    private Reply ConversationMembers(FakeSlackCall call)
    {
        if (Visible(call.Team, call["channel"]) is not { } channel)
            return Reply.Error("channel_not_found");
        var limit = int.TryParse(call["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 1000) : 100;
        var from = call["cursor"] is { Length: > 0 } cursor ? int.Parse(cursor.Split(':')[1].TrimEnd('='), CultureInfo.InvariantCulture) : 0;
        var members = _members[channel.Id].Order(StringComparer.Ordinal).ToList();
        return Reply.Ok(new JsonObject
        {
            ["members"] = new JsonArray([.. members.Skip(from).Take(limit).Select(JsonNode? (id) => id)]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = from + limit < members.Count ? $"next:{from + limit}=" : "" },
        });
    }

    private Reply UserInfo(FakeSlackCall call) => _people.Find(person => person.Id == call["user"] && Knows(call.Team, person)) is { } person
        ? Reply.Ok(new JsonObject { ["user"] = Described(person, call.Team) })
        : Reply.Error("user_not_found");

    /// <summary>The workspace's own people, and the strangers in its shared channels.</summary>
    private bool Knows(string team, FakeSlackPerson person) =>
        person.Team == team || _channels.Exists(channel => channel.Team == team && channel.Shared && _members[channel.Id].Contains(person.Id));

    private Reply LookupByEmail(FakeSlackCall call) =>
        _people.Find(person => person.Team == call.Team && !person.Deleted && string.Equals(person.Email, call["email"], StringComparison.OrdinalIgnoreCase)) is { } person
            ? Reply.Ok(new JsonObject { ["user"] = Described(person, call.Team) })
            : Reply.Error("users_not_found");

    private static JsonObject Described(FakeSlackPerson person, string team) => new()
    {
        ["id"] = person.Id,
        ["team_id"] = person.Team,
        ["name"] = person.Name.ToLowerInvariant().Replace(' ', '.'),
        ["real_name"] = person.Name,
        ["deleted"] = person.Deleted,
        ["is_bot"] = person.IsBot,
        ["is_restricted"] = person.Guest,
        ["is_ultra_restricted"] = person.UltraGuest,
        ["is_stranger"] = person.Team != team,
        ["tz"] = "Europe/Dublin",
        ["profile"] = new JsonObject { ["real_name"] = person.Name, ["display_name"] = person.Name.Split(' ')[0], ["email"] = person.Team == team ? person.Email : null },
    };

    private Reply UserGroups(FakeSlackCall call) => Reply.Ok(new JsonObject
    {
        ["usergroups"] = new JsonArray([.. _groups.Where(group => group.Team == call.Team).Select(JsonNode? (group) => new JsonObject
        {
            ["id"] = group.Id,
            ["team_id"] = group.Team,
            ["handle"] = group.Handle,
            ["name"] = group.Handle,
            ["user_count"] = group.Users.Count,
        })]),
    });

    private Reply UserGroupUsers(FakeSlackCall call)
    {
        var group = _groups.Find(one => one.Team == call.Team && one.Id == call["usergroup"]);
        return group.Id is null ? Reply.Error("no_such_subteam") : Reply.Ok(new JsonObject { ["users"] = new JsonArray([.. group.Users.Select(JsonNode? (id) => id)]) });
    }
}
