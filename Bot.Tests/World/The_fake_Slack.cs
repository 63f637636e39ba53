using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SocialCareBot.Tests.World;

/// <summary>The fake does what Slack does, so that a test through it means something.</summary>
public sealed class The_fake_Slack
{
    private readonly FakeTime _time = new(TheBot.Monday9);

    [Fact]
    public async Task It_is_as_strict_about_tokens_and_encodings_as_Slack()
    {
        await using var slack = await FakeSlack.Start(_time);
        var channel = slack.AddChannel("care");
        using var http = new HttpClient();
        Assert.Equal("not_authed", (await Call(slack, http, "auth.test", new { token = slack.BotToken() }, token: null)).Error());
        Assert.Equal("invalid_auth", (await Call(slack, http, "auth.test", new { }, token: "xoxb-other")).Error());
        Assert.Equal("invalid_arguments", (await Call(slack, http, "conversations.info", new { channel = channel.Id })).Error());
        Assert.Equal(channel.Id, (await Form(slack, http, "conversations.info", ("channel", channel.Id))).GetProperty("channel").GetProperty("id").GetString());
        Assert.Equal("", (await Call(slack, http, "chat.postMessage", new { channel = channel.Id, text = "json" })).Error());
        Assert.Equal("", (await Form(slack, http, "chat.postMessage", ("channel", channel.Id), ("text", "form"), ("blocks", """[{"type":"divider"}]"""))).Error());
        slack.Revoke();
        Assert.Equal("token_revoked", (await Call(slack, http, "auth.test", new { })).Error());
        Assert.Equal(["json", "form"], slack.Threads(channel).Select(message => message.Text));
        Assert.Empty(slack.Unexpected);
        Assert.Equal("unknown_method", (await Call(slack, http, "chat.shout", new { })).Error());
        Assert.Equal(["POST /api/chat.shout"], slack.Unexpected);
    }

    [Fact]
    public async Task It_refuses_what_Block_Kit_does_not_allow_and_says_where()
    {
        await using var slack = await FakeSlack.Start(_time);
        var channel = slack.AddChannel("care");
        using var http = new HttpClient();
        var button = new { type = "button", action_id = "claim", style = "danger", text = new { type = "plain_text", text = new string('x', 76) } };
        var refused = await Call(slack, http, "chat.postMessage", new { channel = channel.Id, text = "x", attachments = new[] { new { blocks = new object[] { new { type = "actions", elements = new[] { button } } } } } });
        Assert.Equal("invalid_blocks", refused.Error());
        Assert.Equal("[ERROR] must be less than 76 characters [json-pointer:/attachments/0/blocks/0/elements/0/text/text]", Assert.Single(refused.GetProperty("response_metadata").GetProperty("messages").EnumerateArray()).GetString());
        Assert.Equal("no_text", (await Call(slack, http, "chat.postMessage", new { channel = channel.Id })).Error());
        Assert.Equal("channel_not_found", (await Call(slack, http, "chat.postMessage", new { channel = "C404", text = "x" })).Error());
        Assert.Equal("not_in_channel", (await Call(slack, http, "chat.postMessage", new { channel = slack.AddChannel("other", joined: false).Id, text = "x" })).Error());
        slack.Archive(channel);
        Assert.Equal("is_archived", (await Call(slack, http, "chat.postMessage", new { channel = channel.Id, text = "x" })).Error());
    }

    [Fact]
    public async Task A_channel_takes_five_at_once_and_then_one_a_second_and_every_call_above_is_counted()
    {
        await using var slack = await FakeSlack.Start(_time);
        slack.Scopes.Add("usergroups:read");
        var channel = slack.AddChannel("care");
        using var http = new HttpClient();
        for (var i = 0; i < 5; i++)
            Assert.Equal("", (await Call(slack, http, "chat.postMessage", new { channel = channel.Id, text = "x" })).Error());
        using var sixth = await Send(slack, http, "chat.postMessage", new { channel = channel.Id, text = "x" }, slack.BotToken());
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (sixth.StatusCode, sixth.Headers.RetryAfter!.Delta));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", (await Call(slack, http, "chat.postMessage", new { channel = channel.Id, text = "x" })).Error());
        Assert.Equal("one a second in a channel", Assert.Single(slack.Violations).Window);
        for (var i = 0; i < 20; i++)
            await Form(slack, http, "usergroups.list");
        Assert.Equal("ratelimited", (await Form(slack, http, "usergroups.list")).Error());
        Assert.Equal("20 a minute", slack.Violations[^1].Window);
    }

    [Fact]
    public async Task A_trigger_opens_one_modal_within_three_seconds_and_a_changed_modal_has_another_hash()
    {
        await using var slack = await FakeSlack.Start(_time);
        using var http = new HttpClient();
        var ana = slack.AddPerson("Ana");
        var view = new { type = "modal", title = new { type = "plain_text", text = "Reply" }, blocks = Array.Empty<object>() };
        var (_, trigger) = await Heard(slack, ana);
        var opened = await Call(slack, http, "views.open", new { trigger_id = trigger, view });
        var (id, hash) = (opened.GetProperty("view").GetProperty("id").GetString(), opened.GetProperty("view").GetProperty("hash").GetString());
        Assert.Equal("exchanged_trigger_id", (await Call(slack, http, "views.open", new { trigger_id = trigger, view })).Error());
        Assert.Equal("", (await Call(slack, http, "views.update", new { view_id = id, hash, view })).Error());
        Assert.Equal("hash_conflict", (await Call(slack, http, "views.update", new { view_id = id, hash, view })).Error());
        (_, trigger) = await Heard(slack, ana);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("expired_trigger_id", (await Call(slack, http, "views.open", new { trigger_id = trigger, view })).Error());
        Assert.Equal("Reply", slack.Modal(ana)!.Title);
    }

    [Fact]
    public async Task A_response_url_is_good_five_times_and_half_an_hour()
    {
        await using var slack = await FakeSlack.Start(_time);
        using var http = new HttpClient();
        var ana = slack.AddPerson("Ana");
        var (url, _) = await Heard(slack, ana);
        for (var i = 0; i < 5; i++)
            Assert.Equal("ok", await Text(http, url));
        Assert.Equal("used_url", await Text(http, url));
        (url, _) = await Heard(slack, ana);
        _time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("expired_url", await Text(http, url));
        Assert.Equal(5, slack.Ephemerals(ana).Count);
    }

    [Fact]
    public async Task A_used_refresh_token_is_dead_and_the_new_one_lives()
    {
        await using var slack = await FakeSlack.Start(_time);
        using var http = new HttpClient();
        var (access, refresh, _) = slack.Rotating();
        _time.Advance(TimeSpan.FromHours(13));
        Assert.Equal("token_expired", (await Call(slack, http, "auth.test", new { }, access)).Error());
        var renewed = await Form(slack, http, "oauth.v2.access", ("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", FakeSlack.ClientId), ("client_secret", FakeSlack.ClientSecret));
        Assert.Equal("", (await Call(slack, http, "auth.test", new { }, renewed.GetProperty("access_token").GetString())).Error());
        Assert.Equal("invalid_refresh_token", (await Form(slack, http, "oauth.v2.access", ("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", FakeSlack.ClientId), ("client_secret", FakeSlack.ClientSecret))).Error());
        Assert.Equal(1, slack.RefusedRefreshes);
    }

    /// <summary>A command whose answer nobody gives, for what it carries.</summary>
    private static async Task<(string ResponseUrl, string Trigger)> Heard(FakeSlack slack, FakeSlackPerson by)
    {
        var heard = new Listener();
        using var http = new HttpClient(heard);
        slack.Connect(http, new Uri("http://bot.test"));
        await slack.Command(by, slack.AddChannel("any"), "help");
        return (heard.Field("response_url"), heard.Field("trigger_id"));
    }

    private static async Task<string> Text(HttpClient http, string url)
    {
        using var response = await http.PostAsync(url, new StringContent("""{"text":"hello"}""", Encoding.UTF8, "application/json"));
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<JsonElement> Call(FakeSlack slack, HttpClient http, string method, object body) => Call(slack, http, method, body, slack.BotToken());

    private static async Task<JsonElement> Call(FakeSlack slack, HttpClient http, string method, object body, string? token)
    {
        using var response = await Send(slack, http, method, body, token);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private static Task<HttpResponseMessage> Send(FakeSlack slack, HttpClient http, string method, object body, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(slack.ApiRoot, method)) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request);
    }

    private static async Task<JsonElement> Form(FakeSlack slack, HttpClient http, string method, params IEnumerable<(string Name, string Value)> fields)
    {
        var all = fields.Append(("token", slack.BotToken())).ToDictionary(field => field.Item1, field => field.Item2);
        using var response = await http.PostAsync(new Uri(slack.ApiRoot, method), new FormUrlEncodedContent(all));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private sealed class Listener : HttpMessageHandler
    {
        private string _form = "";

        public string Field(string name) => new Microsoft.AspNetCore.WebUtilities.FormReader(_form).ReadForm()[name].ToString();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _form = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}

internal static class SlackWords
{
    internal static string Error(this JsonElement answer) => answer.TryGetProperty("error", out var error) ? error.GetString()! : "";
}
