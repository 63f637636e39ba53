namespace SocialCareBot.Desk;

/// <summary>What people call the fronts.</summary>
public static class Fronts
{
    /// <summary>"Teams", "Slack", "web desk".</summary>
    public static string Title(string front) => front switch
    {
        "teams" => "Teams",
        "slack" => "Slack",
        "web" => "web desk",
        _ => front,
    };

    /// <summary>True for a chat in which people can be mentioned and written to alone.</summary>
    public static bool IsChat(string platform) => platform is "teams" or "slack";
}
