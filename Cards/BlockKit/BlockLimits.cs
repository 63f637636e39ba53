using System.Text.Json.Nodes;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>
/// Every limit of Slack that is known (comments of @slack/types, the validators of python-slack-sdk, Slack's documents), asked before
/// anything is sent. Slack counts in ways it does not publish; UTF-16 units are never fewer than characters, so they are counted here.
/// </summary>
public static class BlockLimits
{
    /// <summary>Our own cap on what one message or view shows: Slack does not publish its own, others met it near 13,200.</summary>
    public const int MostShown = 10_000;

    /// <summary>What Slack would refuse in a message, a view or a list of blocks, as "path: what". Empty: it fits.</summary>
    public static IReadOnlyList<string> Problems(JsonNode json)
    {
        var check = new BlockCheck();
        check.Whole(json);
        return check.Problems;
    }

    internal static BlockMessage Fit(Func<BlockMeasures, BlockMessage> draw) => Fit(draw, message => message.ToJson());

    internal static BlockView Fit(Func<BlockMeasures, BlockView> draw) => Fit(draw, view => view.ToJson());

    /// <summary>Draws with ever tighter measures until it fits; the tightest always does.</summary>
    private static T Fit<T>(Func<BlockMeasures, T> draw, Func<T, JsonObject> toJson)
    {
        foreach (var measures in BlockMeasures.Looser)
        {
            var drawn = draw(measures);
            if (Problems(toJson(drawn)).Count == 0)
                return drawn;
        }
        return draw(BlockMeasures.Tightest);
    }
}
