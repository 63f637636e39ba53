using System.Net;
using System.Text.Json.Nodes;
using SocialCareBot.Cases;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Publishes a reply under a key chosen beforehand, so that it exists once however often it is sent.</summary>
internal sealed class BlueskyReplies(BlueskyClient client)
{
    private readonly BlueskyHandles _handles = new(client);

    public async Task<SendOutcome> Publish(OutgoingReply reply, CancellationToken ct)
    {
        if (reply.Audience != Audience.Public)
            return new SendOutcome.Refused("Bluesky has no private answers to a post.");
        var (did, problem) = await client.Did(ct);
        if (did is null)
            return Outcome(problem!);
        var (dids, unknown) = await _handles.Of(reply.Text, reply.Parent.Author, ct);
        if (unknown is not null)
            return unknown is XrpcAnswer.Unclear ? new SendOutcome.Retry(unknown.Why) : Outcome(unknown);
        if (ReplyRecord.Of(reply, dids) is not { } record)
            return new SendOutcome.Refused("The post's own references are missing, so Bluesky cannot be told what is being answered.");
        return await Put(reply, did, record, ct);
    }

    private async Task<SendOutcome> Put(OutgoingReply reply, string did, JsonObject record, CancellationToken ct)
    {
        var address = new AtUri(did, AtUri.Posts, reply.Key);
        var body = new JsonObject
        {
            ["repo"] = did,
            ["collection"] = address.Collection,
            ["rkey"] = address.Key,
            // Null: nothing may stand there yet. The same content again is accepted without a second post.
            ["swapRecord"] = null,
            ["record"] = record,
        };
        return await client.Post("com.atproto.repo.putRecord", body, ct) switch
        {
            XrpcAnswer.Good => new SendOutcome.Sent(address.ToString(), address.Page),
            XrpcAnswer.Bad { Error: "InvalidSwap" } => await Standing(reply, address, ct),
            var answer => Outcome(answer),
        };
    }

    /// <summary>Something stands under the key already: this reply from an earlier attempt, unless its words differ.</summary>
    private async Task<SendOutcome> Standing(OutgoingReply reply, AtUri address, CancellationToken ct) => await Record(address, ct) switch
    {
        XrpcAnswer.Good good when ReplyRecord.IsSame(good.Body.Part("value"), reply) => new SendOutcome.Sent(address.ToString(), address.Page),
        XrpcAnswer.Good => new SendOutcome.Refused($"Another text was already published in its place: {address.Page}"),
        var answer => new SendOutcome.Unclear($"Something is published under this reply's key, and it could not be read. {answer.Why}"),
    };

    public async Task<FindOutcome> Find(OutgoingReply reply, CancellationToken ct)
    {
        var (did, problem) = await client.Did(ct);
        if (did is null)
            return new FindOutcome.Failed(problem!.Why);
        var address = new AtUri(did, AtUri.Posts, reply.Key);
        return await Record(address, ct) switch
        {
            XrpcAnswer.Good => new FindOutcome.Found(address.ToString(), address.Page),
            XrpcAnswer.Bad { Error: "RecordNotFound" } => new FindOutcome.NotThere(),
            XrpcAnswer.Bad bad when bad.Message.StartsWith("Could not locate record", StringComparison.Ordinal) => new FindOutcome.NotThere(),
            var answer => new FindOutcome.Failed(answer.Why),
        };
    }

    private Task<XrpcAnswer> Record(AtUri address, CancellationToken ct) =>
        client.Get("com.atproto.repo.getRecord", [("repo", address.Repo), ("collection", address.Collection), ("rkey", address.Key)], ct);

    private static SendOutcome Outcome(XrpcAnswer answer) => answer switch
    {
        XrpcAnswer.Locked => new SendOutcome.CredentialDead(answer.Why),
        XrpcAnswer.Bad { TokenRefused: true } => new SendOutcome.CredentialDead(answer.Why),
        XrpcAnswer.Bad { Status: HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.RequestEntityTooLarge } => new SendOutcome.Refused(answer.Why),
        XrpcAnswer.Unclear => new SendOutcome.Unclear(answer.Why),
        _ => new SendOutcome.Retry(answer.Why, answer.Wait),
    };
}
