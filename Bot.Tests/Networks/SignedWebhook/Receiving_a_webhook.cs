using System.Net;
using System.Text;
using System.Text.Json;
using SocialCareBot.Cases;
using SocialCareBot.Egress;
using SocialCareBot.Networks.SignedWebhook;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Networks.SignedWebhook;

public sealed class Receiving_a_webhook
{
    [Fact]
    public void The_published_vector_verifies()
    {
        var body = "{\"test\": 2432232314}"u8;
        var at = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookHouse.Signature.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body));
        Assert.Null(WebhookHouse.Signature.Refuse("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1a,abc v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", body, at));
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void The_timestamp_may_be_five_minutes_off_either_way(int seconds, bool good)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        var at = now.AddSeconds(seconds);
        var refusal = WebhookHouse.Signature.Refuse("m", WebhookSignature.Stamp(at), WebhookHouse.Signature.Sign("m", at, "x"u8), "x"u8, now);
        Assert.Equal(good, refusal is null);
    }

    [Fact]
    public async Task A_post_becomes_a_case_and_the_repeat_has_no_second_effect()
    {
        await using var house = await WebhookHouse.Open();
        Assert.Equal(HttpStatusCode.OK, (await house.Send(WebhookHouse.Body())).StatusCode);
        var traces = house.Traces();
        Assert.Equal(HttpStatusCode.OK, (await house.Send(WebhookHouse.Body())).StatusCode);
        Assert.Equal(traces, house.Traces());
        Assert.Equal(("Trustpilot", Priority.P1), (house.Bot.Case(1).NetworkTitle, house.Bot.Case(1).Judgement.Priority));
    }

    [Fact]
    public async Task The_same_id_with_another_body_is_refused_and_changes_nothing()
    {
        await using var house = await WebhookHouse.Open();
        await house.Send(WebhookHouse.Body());
        var traces = house.Traces();
        Assert.Equal(HttpStatusCode.Conflict, (await house.Send(WebhookHouse.Body("post-2"))).StatusCode);
        Assert.Equal(traces, house.Traces());
    }

    [Fact]
    [Fault(20)]
    public async Task A_hundred_identical_calls_at_once_make_one_case()
    {
        await using var house = await WebhookHouse.Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => house.Send(WebhookHouse.Body())));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, house.Bot.Database.Read(session => session.First<int>("select count(*) from cases")));
    }

    [Fact]
    public async Task An_edit_changes_the_case_and_a_deletion_says_so_whatever_comes_first()
    {
        await using var house = await WebhookHouse.Open();
        await house.Send(WebhookHouse.Body(type: "post.deleted"), "m0");
        await house.Send(WebhookHouse.Body(), "m1");
        Assert.Equal(CaseFace.Deleted, house.Bot.Case(1).Face);
        await house.Send(WebhookHouse.Body("post-2", "Power again?"), "m2");
        await house.Send(WebhookHouse.Body("post-2", "Power still out", "post.edited").Replace("\"text\"", "\"version\":\"2\",\"edited_at\":\"2026-11-23T09:01:00Z\",\"text\""), "m3");
        Assert.Contains(house.Bot.Log(2), line => line.Event is CaseEvent.PostEdited);
    }

    [Fact]
    public async Task An_edit_that_names_neither_version_nor_time_is_still_a_newer_version()
    {
        await using var house = await WebhookHouse.Open();
        await house.Send(WebhookHouse.Body(), "m1");
        house.Bot.Time.Advance(TimeSpan.FromSeconds(1));
        await house.Send(WebhookHouse.Body(text: "The power is back", type: "post.edited"), "m2");
        await house.Send(WebhookHouse.Body(text: "The power is back", type: "post.edited"), "m2");
        Assert.Single(house.Bot.Log(1), line => line.Event is CaseEvent.PostEdited);
        Assert.Equal("The power is back", house.Bot.Database.Read(session => Posts.Latest(session, "webhook/shop", "post-1"))!.Text);
    }

    [Fact]
    public async Task A_private_post_is_kept_private()
    {
        await using var house = await WebhookHouse.Open();
        await house.Send(WebhookHouse.With("\"audience\":\"private\""));
        var post = house.Bot.Database.Read(session => Posts.Latest(session, "webhook/shop", "post-1"))!;
        Assert.Equal((Audience.Private, false), (post.Audience, post.Can.PublicReply.Allowed));
    }

    [Theory]
    [InlineData("\"audience\":\"followers\"", "audience")]
    [InlineData("\"audience\":\"Private\"", "audience")]
    [InlineData("\"audience\":[\"private\"]", "audience")]
    [InlineData("\"posted_at\":\"yesterday\"", "posted_at")]
    [InlineData("\"edited_at\":1790000000", "edited_at")]
    [InlineData("\"thread\":5", "thread")]
    [InlineData("\"author\":{\"id\":\"a\",\"followers\":-1}", "author.followers")]
    [InlineData("\"author\":{\"name\":\"a\"}", "author.id")]
    public async Task A_field_that_is_something_else_is_named_and_never_guessed_at(string field, string named)
    {
        await using var house = await WebhookHouse.Open();
        using var answer = await house.Send(WebhookHouse.With(field));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.StartsWith($"\"{named}\" ", problem.RootElement.GetProperty("detail").GetString());
        Assert.Equal(0, house.Traces());
    }

    [Theory]
    [InlineData("version", 512)]
    [InlineData("thread", 512)]
    [InlineData("network", 100)]
    [InlineData("text", 100_000)]
    public async Task A_field_longer_than_the_schema_says_is_refused(string field, int longest)
    {
        await using var house = await WebhookHouse.Open();
        Assert.Equal(HttpStatusCode.BadRequest, (await house.Send(WebhookHouse.With($"\"{field}\":\"{new string('x', longest + 1)}\""))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await house.Send(WebhookHouse.With($"\"{field}\":\"{new string('x', longest)}\""))).StatusCode);
    }

    [Fact]
    [Fault(28)]
    public async Task Names_that_are_no_text_do_not_hide_the_fields_beside_them()
    {
        await using var house = await WebhookHouse.Open();
        Assert.Equal(HttpStatusCode.OK, (await house.Send(WebhookHouse.With(@"""\ud800"":1,""\u0000"":{""\udc00"":2}"))).StatusCode);
        Assert.Equal("mira", house.Bot.Case(1).Customer);
    }

    public static TheoryData<string, int> Hostile() => new()
    {
        { "not json", 400 },
        { "[]", 400 },
        { "{\"type\":\"post.created\"}", 400 },
        { "{\"type\":\"drop.table\",\"id\":\"1\"}", 400 },
        { new string('[', 10_000) + new string(']', 10_000), 400 },
        { "{\"type\":\"post.created\",\"id\":\"1\",\"x\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_001), 400 },
        { "", 400 },
        { "\uFEFF", 400 },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    [Fault(28)]
    public async Task What_cannot_be_read_is_refused_and_leaves_no_trace(string body, int status)
    {
        await using var house = await WebhookHouse.Open();
        Assert.Equal(status, (int)(await house.Send(body)).StatusCode);
        Assert.Equal(0, house.Traces());
        Assert.Equal(HttpStatusCode.OK, (await house.Send(WebhookHouse.Body(), "next")).StatusCode);
    }

    [Fact]
    [Fault(28)]
    public async Task Bytes_that_are_no_text_and_bodies_beyond_a_megabyte_are_refused()
    {
        await using var house = await WebhookHouse.Open();
        Assert.Equal(HttpStatusCode.BadRequest, (await house.Send([.. "{\"id\":\""u8, 0xC3, 0x28, .. "\"}"u8])).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await house.Send(new byte[WebhookEndpoint.MaxBody + 1])).StatusCode);
        Assert.Equal(0, house.Traces());
    }

    [Fact]
    [Fault(28)]
    public async Task Broken_letters_are_stored_repaired()
    {
        await using var house = await WebhookHouse.Open();
        Assert.Equal(HttpStatusCode.OK, (await house.Send(WebhookHouse.Body(text: @"half \ud83d and nul \u0000"))).StatusCode);
        await house.Bot.Tick();
        Assert.Equal("half \uFFFD and nul \uFFFD", Assert.Single(house.Bot.Chat.Cards).Quote);
    }

    /// <summary>PostgreSQL takes no NUL: unrepaired, one such id would stop its source for ever.</summary>
    [Fact]
    [Fault(28)]
    public async Task Broken_letters_in_ids_are_repaired_too()
    {
        await using var house = await WebhookHouse.Open();
        var ids = """ "id":"p-\u0000","thread":"t-\ud800","parent":"t-\u0000","version":"\u0000","author":{"id":"a-\u0000","name":"n"} """;
        Assert.Equal(HttpStatusCode.OK, (await house.Send(WebhookHouse.With(ids))).StatusCode);
        Assert.Equal(("a-\uFFFD", "t-\uFFFD"), (house.Bot.Case(1).Customer, house.Bot.Case(1).ThreadRoot));
    }

    [Fact]
    [Fault(29)]
    public async Task A_body_that_comes_too_slowly_or_not_whole_is_told_as_that_and_not_as_too_large()
    {
        await using var house = await WebhookHouse.Open(stalled: true);
        foreach (var status in (int[])[408, 400, 413])
            Assert.Equal(status, (int)(await house.Send(WebhookHouse.Body(), $"{status}")).StatusCode);
        Assert.Equal(0, house.Traces());
    }

    [Fact]
    public async Task A_wrong_signature_a_stale_stamp_and_a_missing_header_are_401_and_leave_no_trace()
    {
        await using var house = await WebhookHouse.Open();
        var body = Encoding.UTF8.GetBytes(WebhookHouse.Body());
        Assert.Equal(HttpStatusCode.Unauthorized, (await house.Send(body, signature: "v1,AAAA")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await house.Send(body, skew: TimeSpan.FromMinutes(-6))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await house.Send(body, signature: "")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await house.Client.PostAsync("/webhooks/other", new ByteArrayContent(body))).StatusCode);
        Assert.Equal(0, house.Traces());
    }
}
