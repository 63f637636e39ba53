using System.Text.Json;

namespace SocialCareBot.Tests.World;

/// <summary>What a person sees after they did something; read anew each time, for the bot may go on after it answered.</summary>
public sealed record FakeSlackAnswer(FakeSlack Slack, FakeSlackPerson Person, int Status, JsonElement Body, int Before)
{
    /// <summary>The client shows a warning: the bot refused, was late, or answered what Slack does not understand.</summary>
    public bool Warning => Status is not 200;

    /// <summary>What was wrong, by the name of the input.</summary>
    public IReadOnlyDictionary<string, string> Errors => FakeSlackCard.At(Body, "errors") is { ValueKind: JsonValueKind.Object } errors
        ? errors.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString())
        : new Dictionary<string, string>();

    /// <summary>The modal in front of the person now; null: none.</summary>
    public FakeSlackView? Modal => Slack.Modal(Person);

    /// <summary>What they alone were told since.</summary>
    public IReadOnlyList<FakeSlackMessage> Ephemerals => [.. Slack.Messages.Skip(Before).Where(message => message.OnlyFor == Person.Id && !message.Deleted)];

    /// <summary>The words of the last thing they alone were told since; null: nothing.</summary>
    public string? Told => Ephemerals is [.., var last] ? $"{last.Text}\n{last.Words}" : null;

    /// <summary>The options of a select that asked for them.</summary>
    public IReadOnlyList<string> Options => [.. FakeSlackCard.Options(Body).Select(option => FakeSlackCard.At(option, "text", "text").ToString())];
}
