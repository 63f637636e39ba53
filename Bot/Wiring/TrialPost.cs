using System.CommandLine;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Triage;
using CareRoute = SocialCareBot.Triage.Route;

namespace SocialCareBot.Wiring;

/// <summary><c>-- doctor --post "…"</c>: which rule and which route a post would take, and why, line by line. Nothing is stored or posted.</summary>
public sealed class TrialPost
{
    private readonly Option<string?> _text = new("--post") { Description = "The words of a post: says which rule and which route it would take, and why." };
    private readonly Option<string?> _brand = new("--brand") { Description = "The brand of that post; default: the first account's." };
    private readonly Option<string> _network = new("--network") { Description = "Its network.", DefaultValueFactory = _ => "bluesky" };
    private readonly Option<string?> _language = new("--language") { Description = "Its language as the network tells it; default: guessed." };
    private readonly Option<int?> _followers = new("--followers") { Description = "How many people hear its author." };

    public TrialPost(Command doctor)
    {
        foreach (var option in new Option[] { _text, _brand, _network, _language, _followers })
            doctor.Options.Add(option);
    }

    /// <summary>The post that was asked about; null: none was.</summary>
    public Post? Asked(ParseResult parsed) => parsed.GetValue(_text) is not { Length: > 0 } text
        ? null
        : new Post
        {
            Network = parsed.GetValue(_network)!,
            NetworkTitle = parsed.GetValue(_network)!,
            NativeId = "trial",
            Version = "1",
            Account = "trial",
            Brand = parsed.GetValue(_brand) ?? "",
            Author = new Author { Id = "trial", Handle = "trial", Name = "Somebody", Followers = parsed.GetValue(_followers) },
            Text = text,
            Language = parsed.GetValue(_language),
            PostedAt = default,
            ReceivedAt = default,
            Can = new() { PublicReply = Capability.Yes, PrivateReply = Capability.Yes, DirectMessage = Capability.Yes, Like = Capability.Yes, Boost = Capability.Yes, Attachments = Capability.Yes },
        };

    /// <summary>The exit code: always 0.</summary>
    public async Task<int> Explain(WebApplication app, Post post, TextWriter output)
    {
        var brand = app.Services.GetRequiredService<Settings.CareSettings>().Accounts.FirstOrDefault()?.Brand ?? "";
        foreach (var line in Lines(app.Services.GetRequiredService<DeskRules>(), post.Brand.Length == 0 ? post with { Brand = brand } : post))
            await output.WriteLineAsync(line);
        return 0;
    }

    /// <summary>Rules, judgement, routes and what the winning route does, one line each.</summary>
    public static IEnumerable<string> Lines(DeskRules rules, Post post)
    {
        foreach (var (rule, fires) in rules.Triage.Look(post))
            yield return $"rule   {rule}: {(fires ? "fires" : "does not fire")}";
        var judgement = rules.Triage.Judge(post);
        yield return $"is     {judgement.Kind}, {judgement.Priority} ({judgement.Rule})";
        var question = RouteQuestion.Of(post, judgement);
        yield return $"is     in {question.Language ?? "an unknown language"}{(post.Language is null && question.Language is not null ? " (guessed)" : "")}, about {(question.Brand.Length == 0 ? "no brand" : question.Brand)}, on {question.Network}";
        var taken = CareRoute.For(rules.Routes, question);
        foreach (var route in rules.Routes)
        {
            yield return $"route  {route.Name} {route.Against(question) ?? "takes it"}";
            if (route == taken)
                break;
        }
        var alerted = taken.Alerts(judgement) && taken.Duty.Count > 0 ? $"; alerts {string.Join(", ", taken.Duty)} alone" : "";
        yield return $"goes   to {taken.Name}{alerted}";
    }
}
