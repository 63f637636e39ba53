using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>The fake and the bot's door understand each other: keys, tokens, activities, answers.</summary>
public sealed class Acting_in_fake_Teams : IAsyncLifetime
{
    private readonly StandingClock _clock = new();
    private readonly List<Activity> _received = [];
    private readonly HttpClient _http = new();
    private FakeTeams _teams = null!;
    private WebApplication _bot = null!;
    private InvokeResponse _answer = InvokeResponse.Empty;

    public async Task InitializeAsync()
    {
        _teams = await FakeTeams.Start(_clock);
        var settings = new TeamsSettings { Development = true, AppId = FakeTeamsIssuer.AppId, Secret = "s", Tenant = FakeTeams.Tenant, OpenIdMetadata = _teams.Issuer.Metadata };
        var keys = new SigningKeys(_http, settings, _clock, NullLogger<SigningKeys>.Instance);
        var check = new EnvelopeCheck(settings, new TokenValidator(settings, keys, _clock), new ServiceHosts(settings));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _bot = builder.Build();
        _bot.Run(async context =>
        {
            var opened = await check.Open(context.Request, context.RequestAborted);
            if (opened.Envelope is { } envelope)
                _received.Add(envelope.Activity);
            context.Response.StatusCode = opened.Envelope is null ? opened.Status : _answer.Status;
            if (opened.Envelope is not null)
                await context.Response.Body.WriteAsync(_answer.Body);
        });
        await _bot.StartAsync();
        _teams.Connect(_http, new Uri($"{_bot.Urls.First()}/api/messages"));
    }

    public async Task DisposeAsync()
    {
        Assert.Empty(_teams.Unexpected);
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task What_a_person_writes_arrives_with_who_and_where()
    {
        var ana = _teams.AddPerson("Ana");
        var place = _teams.ThreadIn(_teams.AddChannel("Complaints"));
        Assert.Equal(200, (await _teams.SendMessage(ana, place, "status")).Status);
        var activity = Assert.Single(_received);
        Assert.Equal((ana.AadObjectId, place.Id, "<at>SocialCareBot</at> status"), (activity.From!.AadObjectId, activity.Conversation!.Id, activity.Text));
        Assert.Equal(activity.Recipient!.Id, activity.Entities!.Single(entity => entity.Type == "mention").Mentioned!.Id);
    }

    [Fact]
    public async Task A_click_sends_the_data_of_the_button_with_the_inputs_and_brings_the_card_back()
    {
        var card = JsonDocument.Parse(
            """{"type":"AdaptiveCard","actions":[{"type":"Action.ShowCard","card":{"actions":[{"type":"Action.Execute","verb":"note","data":{"verb":"note","case":"C-1"},"fallback":{"type":"Action.Submit","data":{"verb":"note"}}}]}}]}""").RootElement;
        _answer = InvokeResponse.Card(card);
        var ana = _teams.AddPerson("Ana");
        var message = new FakeTeamsMessage { Id = "7", Conversation = _teams.AddChannel("Complaints").Id, Root = "7", At = _clock.Now };
        var back = await _teams.Click(ana, message, card, "note", new { noteText = "called her" });
        Assert.Equal("AdaptiveCard", back.Card.GetProperty("type").GetString());
        var value = _received.Single().Value!.Value;
        Assert.Equal(("adaptiveCard/action", "7"), (_received[0].Name, _received[0].ReplyToId));
        Assert.Equal("""{"verb":"note","case":"C-1","noteText":"called her"}""", value.GetProperty("action").GetProperty("data").GetRawText());
        Assert.Throws<InvalidOperationException>(() => FakeTeamsCard.Action(card, "claim"));
    }

    [Fact]
    public async Task Notices_problems_and_dialogs_are_read_as_a_client_reads_them()
    {
        var ana = _teams.AddPerson("Ana");
        var chat = _teams.ChatWith(ana);
        _answer = InvokeResponse.Notice("Busy. Nothing was done. Press again.");
        Assert.Equal("Busy. Nothing was done. Press again.", (await _teams.InvokeAdaptiveCardAction(ana, chat, "7", "claim", null)).Notice);
        _answer = InvokeResponse.Problem(400, "Refused", "Bo has this one.");
        var problem = await _teams.InvokeAdaptiveCardAction(ana, chat, "7", "claim", null);
        Assert.Equal((200, "Bo has this one."), (problem.Status, problem.Problem));
        var form = JsonSerializer.SerializeToElement(new { type = "AdaptiveCard" });
        _answer = InvokeResponse.Dialog(new TaskModuleTaskInfo { Title = "Reply", Card = new Attachment { ContentType = Attachment.AdaptiveCard, Content = form } });
        Assert.Equal("AdaptiveCard", (await _teams.TaskFetch(ana, chat, "7", null)).Dialog.GetProperty("type").GetString());
        _answer = InvokeResponse.DialogMessage("It goes out at 10:21.");
        Assert.Equal("It goes out at 10:21.", (await _teams.TaskSubmit(ana, chat, null)).DialogMessage);
        _answer = InvokeResponse.NotImplemented;
        Assert.Equal(501, (await _teams.ComposeExtensionFetchTask(ana, chat, "reply")).Status);
    }

    [Fact]
    public async Task Somebody_from_another_tenant_and_somebody_with_an_old_token_stay_outside()
    {
        var stranger = _teams.AddPerson("Eve", tenant: "99999999-8888-4777-8666-555555555555");
        Assert.Equal(403, (await _teams.SendMessage(stranger, _teams.ChatWith(stranger), "hello")).Status);
        var ana = _teams.AddPerson("Ana");
        var token = _teams.Issuer.Token(_teams.ServiceUrl);
        _clock.Now += TimeSpan.FromHours(2);
        Assert.Equal(401, (await _teams.Tell(_teams.Envelope("message", ana, _teams.ChatWith(ana)), token)).Status);
        Assert.Empty(_received);
    }

    [Fact]
    public async Task A_call_nobody_thought_of_is_noticed()
    {
        await using var other = await FakeTeams.Start(_clock);
        using var response = await _http.GetAsync(new Uri($"{other.ServiceUrl}v3/conversations/x/members"));
        Assert.Equal("GET /amer/v3/conversations/x/members", Assert.Single(other.Unexpected));
    }
}
