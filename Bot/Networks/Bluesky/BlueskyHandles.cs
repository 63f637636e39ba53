using System.Collections.Concurrent;
using SocialCareBot.Cases;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Whom a handle in a reply means. Remembered, so that a second attempt builds the same record.</summary>
internal sealed class BlueskyHandles(BlueskyClient client)
{
    private const int Most = 5_000;
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ids behind the handles of the text. A handle nobody has is left out; when we could not ask, the problem says why.</summary>
    public async Task<(IReadOnlyDictionary<string, string> Dids, XrpcAnswer? Problem)> Of(string text, Author author, CancellationToken ct)
    {
        var dids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [author.Handle] = author.Id };
        foreach (var span in RichText.Spans(text).Where(span => span.Kind == TextSpanKind.Mention && !dids.ContainsKey(span.Value)))
        {
            var (did, problem) = await Did(span.Value, ct);
            if (problem is not null)
                return (dids, problem);
            if (did is not null)
                dids[span.Value] = did;
        }
        return (dids, null);
    }

    private async Task<(string? Did, XrpcAnswer? Problem)> Did(string handle, CancellationToken ct)
    {
        if (_known.TryGetValue(handle, out var known))
            return (known, null);
        var answer = await client.Get("com.atproto.identity.resolveHandle", [("handle", handle)], ct);
        if (answer is not XrpcAnswer.Good and not XrpcAnswer.Bad { TooMany: false })
            return (null, answer);
        if ((answer as XrpcAnswer.Good)?.Body.Text("did") is not { } did)
            return (null, null);
        if (_known.Count > Most)
            _known.Clear();
        return (_known[handle] = did, null);
    }
}
