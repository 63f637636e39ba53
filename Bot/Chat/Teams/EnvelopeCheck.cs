using System.Text.Json;

namespace SocialCareBot.Chat.Teams;

/// <summary>An activity whose sender, address and tenant have been checked.</summary>
public sealed record Envelope(Activity Activity, string Tenant);

/// <summary>What came of reading a request: an envelope, or the HTTP status it is refused with and why. The reason is for the log only.</summary>
public sealed record EnvelopeResult(Envelope? Envelope, int Status, string? Reason)
{
    internal static EnvelopeResult Refuse(int status, string reason) => new(null, status, reason);
}

/// <summary>
/// Opens what comes to /api/messages: the token's signature before the body is read, the body, then whether the two belong together and
/// whether the tenant is ours. Refuses with 405, 413, 401, 400 or 403.
/// </summary>
public sealed class EnvelopeCheck(TeamsSettings settings, TokenValidator tokens, ServiceHosts hosts)
{
    /// <summary>The longest body that is read; a real activity is far below.</summary>
    public const int LongestBody = 256 * 1024;

    private const string Teams = "msteams";

    /// <summary>Reads and checks one request.</summary>
    public async Task<EnvelopeResult> Open(HttpRequest request, CancellationToken ct)
    {
        if (!HttpMethods.IsPost(request.Method))
            return EnvelopeResult.Refuse(405, "only POST");
        if (request.ContentLength > LongestBody)
            return EnvelopeResult.Refuse(413, "too long");
        VerifiedToken? token = null;
        if (!settings.DangerouslyAllowUnauthenticatedRequests)
        {
            var verdict = await tokens.Validate(request.Headers.Authorization is [var only] ? only : null, ct);
            if (verdict.Token is null)
                return EnvelopeResult.Refuse(401, verdict.Reason ?? "");
            token = verdict.Token;
        }
        if (await Body(request, ct) is not { } body)
            return EnvelopeResult.Refuse(413, "too long");
        return Parse(body) is { Type.Length: > 0 } activity && !string.IsNullOrWhiteSpace(activity.Type)
            ? Check(activity, token)
            : EnvelopeResult.Refuse(400, "no activity");
    }

    private static async Task<Memory<byte>?> Body(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[Math.Clamp((int)(request.ContentLength ?? 4096), 1, LongestBody) + 1];
        var length = 0;
        while (await request.Body.ReadAsync(buffer.AsMemory(length), ct) is var read and > 0)
        {
            length += read;
            if (length > LongestBody)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, LongestBody + 1));
        }
        return buffer.AsMemory(0, length);
    }

    private static Activity? Parse(Memory<byte> body)
    {
        try
        {
            return JsonBytes.Repair(body) is { } json ? JsonSerializer.Deserialize(json.Span, TeamsJson.Default.Activity) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private EnvelopeResult Check(Activity activity, VerifiedToken? token)
    {
        if (token?.Objection(activity) is { } objection)
            return EnvelopeResult.Refuse(401, objection);
        if (activity.ChannelId != Teams)
            return EnvelopeResult.Refuse(403, $"channel '{activity.ChannelId}' is not Teams");
        if (hosts.Allowed(activity.ServiceUrl) is null)
            return EnvelopeResult.Refuse(403, $"the service {activity.ServiceUrl} is not among the allowed hosts");
        // The token of the Bot Framework names no tenant, so this is the only place where a foreign one is turned away.
        string?[] named = [activity.ChannelData?.Tenant?.Id, activity.Conversation?.TenantId];
        var tenants = named.OfType<string>().ToList();
        return tenants.Count > 0 && tenants.TrueForAll(IsOurs)
            ? new EnvelopeResult(new Envelope(activity, tenants[0].ToLowerInvariant()), 200, null)
            : EnvelopeResult.Refuse(403, $"tenant '{string.Join(' ', tenants)}' is not listed");
    }

    private bool IsOurs(string tenant) =>
        settings.AllowedTenants.Count == 0
            ? settings.DangerouslyAllowUnauthenticatedRequests
            : settings.AllowedTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase);
}
