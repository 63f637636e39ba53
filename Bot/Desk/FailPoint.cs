namespace SocialCareBot.Desk;

/// <summary>Dies at a named line, as a machine would, when tests ask for it. Armed in Development only.</summary>
public static class FailPoint
{
    private static string? _armed;

    /// <summary>Arms one point; called once at start, from the environment variable <c>CARE_FAILPOINT</c>.</summary>
    public static void Arm(string? name) => _armed = name;

    internal static void Reach(string name)
    {
        if (_armed == name)
            System.Diagnostics.Process.GetCurrentProcess().Kill();
    }
}
