using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Chat;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Store;
using SocialCareBot.Tests.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

/// <summary>The parts that speak to Slack, over a store and the fake Slack.</summary>
public sealed class SlackHouse : IAsyncDisposable
{
    private readonly HttpClient _http = ChatHttp.Client();

    private SlackHouse(TestStore store, FakeSlack slack)
    {
        (Store, Slack) = (store, slack);
        Settings = new SlackSettings
        {
            ApiRoot = slack.ApiRoot,
            SigningSecret = slack.SigningSecret,
            ClientId = FakeSlack.ClientId,
            ClientSecret = FakeSlack.ClientSecret,
            AppToken = slack.AppToken,
            Token = slack.BotToken(),
            Development = true,
        };
        Pace = new SlackPace(store.Time, NullLogger<SlackPace>.Instance);
        Tokens = NewTokens(new EphemeralDataProtectionProvider());
        Api = new SlackApi(new SlackHttp(_http, Settings), Tokens, Pace);
    }

    internal TestStore Store { get; }
    internal FakeSlack Slack { get; }
    internal SlackSettings Settings { get; }
    internal SlackPace Pace { get; }
    internal SlackTokens Tokens { get; private set; }
    internal SlackApi Api { get; }
    internal string Team => Slack.Team.Id;

    public static async Task<SlackHouse> Start()
    {
        var store = TestStore.On(TestStore.Sqlite);
        return new SlackHouse(store, await FakeSlack.Start(store.Time));
    }

    /// <summary>Another process over the same store, which has seen nothing yet.</summary>
    internal SlackTokens NewTokens(IDataProtectionProvider protection) =>
        new(new SlackHttp(_http, Settings), new SlackVault(new Keep(Store.Database, Store.Writer), protection, NullLogger<SlackVault>.Instance), Store.Writer, Settings, Store.Time);

    internal SlackInstall NewInstall(IDataProtectionProvider protection) => new(new SlackHttp(_http, Settings), Tokens, Store.Writer, protection, Store.Time);

    /// <summary>The app is installed with a pair that rotates.</summary>
    internal Task Install()
    {
        var (access, refresh, until) = Slack.Rotating();
        return Tokens.Save(new SlackInstallation { Team = Team, Token = access, RefreshToken = refresh, ExpiresAt = until }, CancellationToken.None);
    }

    internal Task<SlackResult> Say(FakeSlackChannel channel, string text = "hello") =>
        Api.Call(Team, "chat.postMessage", new JsonObject { ["channel"] = channel.Id, ["text"] = text }, CancellationToken.None);

    internal Task<SlackResult> Ask(FakeSlackChannel channel) =>
        Api.Call(Team, "conversations.info", new JsonObject { ["channel"] = channel.Id }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Slack.DisposeAsync();
        _http.Dispose();
        Store.Dispose();
    }
}
