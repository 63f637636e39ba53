using System.Text.Json;
using Microsoft.Data.Sqlite;
using SocialCareBot.Store;

namespace SocialCareBot.Tests.EndToEnd.Deaths;

/// <summary>The whole bot on a file of its own, over all lives of its process, and the shop it listens to.</summary>
internal sealed class MortalBot : IAsyncDisposable
{
    public const string Variable = "CARE_DEATHS";
    public const string Needed = ".ci/faults kills the program again and again, for some minutes";

    private readonly string _folder = Directory.CreateTempSubdirectory("care-deaths-").FullName;
    private readonly string _settings;
    private readonly IReadOnlyDictionary<string, string?> _secrets;
    private readonly List<BotProcess> _lives = [];

    /// <param name="care">The settings, given the address of the public door.</param>
    /// <param name="secrets">What they name by <c>env:</c>, beside the shop's.</param>
    public MortalBot(Func<string, object> care, IReadOnlyDictionary<string, string?> secrets)
    {
        _settings = JsonSerializer.Serialize(new { Care = care(Shop.Address.GetLeftPart(UriPartial.Authority)) });
        _secrets = secrets;
        Database = Database.Sqlite(Path.Combine(_folder, "data", "care.db"));
    }

    public ShopDoor Shop { get; } = new();
    public Database Database { get; }

    /// <summary>A life that lasts until it is killed.</summary>
    public async Task<BotProcess> Live()
    {
        var life = await Start(null);
        Assert.True(life.Desk is not null, life.ToString());
        return life;
    }

    /// <summary>A life in which a complaint comes, and that ends at the line.</summary>
    public async Task Die(string line, int complaint)
    {
        var life = await Start(line);
        // What an earlier life left in the middle may end this one before it hears the shop, which then comes again.
        await Shop.Post(complaint);
        Assert.Equal(BotProcess.Killed, await life.Ended());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
            await life.DisposeAsync();
        Shop.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<BotProcess> Start(string? line)
    {
        var life = await BotProcess.Start(_folder, _settings, new Dictionary<string, string?>(_secrets) { ["CARE_E2E_SECRET"] = ShopDoor.Secret, ["CARE_FAILPOINT"] = line });
        _lives.Add(life);
        return life;
    }
}
