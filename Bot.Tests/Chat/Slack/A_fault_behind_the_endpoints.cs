using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

public sealed class A_fault_behind_the_endpoints
{
    [Fact]
    public async Task Whoever_typed_is_told_an_event_comes_again_and_the_log_names_both()
    {
        var time = new FakeTime(A.Monday9);
        await using var slack = await FakeSlack.Start(time);
        var (ana, channel, log) = (slack.AddPerson("Ana"), slack.AddChannel("care"), new ListLog("Slack"));
        await using var door = await Door(slack, time, log);
        using var http = new HttpClient();
        slack.Connect(http, new Uri(door.Urls.First()));
        Assert.Contains("Something went wrong on our side and was logged.", (await slack.Command(ana, channel, "queue")).Told, StringComparison.Ordinal);
        Assert.Equal(503, (await slack.OpenHome(ana)).Status);
        Assert.True(log.Lines.Count >= 2, string.Join('\n', log.Lines));
    }

    private static async Task<WebApplication> Door(FakeSlack slack, TimeProvider time, ListLog log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging(logging => logging.AddProvider(log));
        builder.Services.AddSingleton(time).AddSingleton(new SlackSignature(slack.SigningSecret)).AddSingleton<ISlackHandler, Broken>().AddSingleton<SlackEndpoints>();
        var door = builder.Build();
        SlackEndpoints.Map(door);
        await door.StartAsync();
        return door;
    }

    private sealed class Broken : ISlackHandler
    {
        public Task<SlackReply> Handle(SlackRequest request, CancellationToken ct) => throw new InvalidOperationException("a fault of ours");
    }
}
