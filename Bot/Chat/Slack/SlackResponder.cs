using System.Text;
using System.Text.Json.Nodes;

namespace SocialCareBot.Chat.Slack;

/// <summary>
/// Answers through the <c>response_url</c> of a request: up to five times within 30 minutes. The address alone allows it, so it is never logged, and since it comes
/// in a body it must be one of Slack's.
/// </summary>
public sealed class SlackResponder(HttpClient http, SlackSettings settings)
{
    /// <summary>Done, or why not.</summary>
    public async Task<SlackResult> Respond(string responseUrl, JsonObject body, CancellationToken ct)
    {
        if (!Allowed(responseUrl, out var address))
            return new SlackResult(default, new SlackFault.OurBug("the response address is not one of Slack's"));
        try
        {
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(address, content, ct);
            return new SlackResult(default, response.IsSuccessStatusCode ? null : Fault((int)response.StatusCode));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SlackResult(default, new SlackFault.Unknown("no answer in time"));
        }
        catch (HttpRequestException problem)
        {
            return new SlackResult(default, new SlackFault.Retry($"the response address: {problem.HttpRequestError}"));
        }
    }

    private static SlackFault Fault(int status) => status is 429 or >= 500
        ? new SlackFault.Retry($"the response address answered {status}")
        : new SlackFault.MessageGone($"the response address answered {status}: used up or too old");

    private bool Allowed(string responseUrl, out Uri address)
    {
        if (!Uri.TryCreate(responseUrl, UriKind.Absolute, out address!) || address.UserInfo.Length > 0)
            return false;
        var slacks = address is { Scheme: "https", IsDefaultPort: true, Host: "hooks.slack.com" or "hooks.slack-gov.com" };
        return slacks || (settings.Development && address.IsLoopback);
    }
}
