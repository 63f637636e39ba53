namespace SocialCareBot.Web;

/// <summary>An address that a network gave us, fit to be a link.</summary>
public static class WebLink
{
    /// <summary>Null for anything but http and https: an address can be code.</summary>
    public static string? Of(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") ? uri.AbsoluteUri : null;
}
