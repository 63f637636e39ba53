using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>What a store that did not take something means for the person who waits.</summary>
internal static class SlackBusy
{
    /// <summary>Null: no such thing, but a fault of ours.</summary>
    public static string? Say(Exception fault) => fault switch
    {
        WriterBusyException => Refusals.Busy,
        StoreRefusesException => Refusals.Refusing,
        StillWorkingException => Refusals.StillWorking,
        _ => null,
    };
}
