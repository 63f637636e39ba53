using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Chat.Slack;

/// <summary>Who people in Slack are: their names, and who is a guest. Asked in the background, never while somebody waits for a press.</summary>
public sealed class SlackProfiles(SlackApi api, SlackMemory memory, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>Asks about a person, unless that was done within the day. What failed is due at once again; then what was known before is told.</summary>
    internal async Task<SlackProfile?> Know(string team, string user, CancellationToken ct)
    {
        var known = memory.Profile(team, user);
        if (known is not null && time.GetUtcNow() - known.ReadAt < Lasts)
            return known;
        var asked = await api.Call(team, "users.info", new JsonObject { ["user"] = user }, ct);
        if (!asked.Done || asked.Body.At("user") is not { ValueKind: JsonValueKind.Object } found)
            return known;
        var profile = Profile(team, found);
        await memory.Note(team, user, profile, ct);
        return profile;
    }

    /// <summary>Everybody in a channel. False: Slack did not say it of all of them now.</summary>
    internal async Task<bool> KnowMembers(string team, string channel, CancellationToken ct)
    {
        var (more, all) = ((string?)null, true);
        do
        {
            var arguments = new JsonObject { ["channel"] = channel, ["limit"] = 200 };
            if (more is not null)
                arguments["cursor"] = more;
            var page = await api.Call(team, "conversations.members", arguments, ct);
            foreach (var member in page.Body.At("members").Each().Select(member => member.GetString()).OfType<string>())
                all &= await Know(team, member, ct) is not null;
            all &= page.Done;
            more = page.Body.Text("response_metadata", "next_cursor");
        }
        while (more is not null);
        return all;
    }

    private SlackProfile Profile(string team, JsonElement user)
    {
        var name = user.Text("real_name") ?? user.Text("profile", "real_name") ?? user.Text("name") ?? "Somebody";
        var outsider = user.IsTrue("is_restricted") || user.IsTrue("is_ultra_restricted") || user.IsTrue("is_stranger") || (user.Text("team_id") is { } home && home != team);
        return new SlackProfile(name, outsider, time.GetUtcNow());
    }
}
