using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialCareBot.Chat.Slack;

/// <summary>Drawings that Slack did not take. The simpler one may have to wait for its turn, and must not find itself behind the same refusal again.</summary>
internal sealed class SlackRefused
{
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public void Add(JsonObject drawn)
    {
        if (_known.Count >= Most)
            _known.Clear();
        _known[Key(drawn)] = true;
    }

    /// <summary>The ways not refused yet; where all were, the last one again.</summary>
    public IEnumerable<JsonObject> Left(IEnumerable<JsonObject> ways)
    {
        JsonObject? last = null;
        var any = false;
        foreach (var way in ways)
        {
            last = way;
            if (_known.ContainsKey(Key(way)))
                continue;
            any = true;
            yield return way;
        }
        if (!any && last is not null)
            yield return last;
    }

    private static string Key(JsonObject drawn) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(drawn.ToJsonString())));
}
