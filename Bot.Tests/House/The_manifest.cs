using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Desk;
using SocialCareBot.Settings;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.House;

/// <summary>What an admin uploads to Teams, made from the settings.</summary>
public sealed class The_manifest
{
    private static readonly CareSettings Placeholders = new() { Teams = new() { AppId = "00000000-0000-4000-8000-000000000000" } };

    [Fact]
    public void Names_every_command_the_bot_knows_and_no_other()
    {
        var listed = Drawn.GetProperty("bots")[0].GetProperty("commandLists")[0].GetProperty("commands").EnumerateArray()
            .Select(command => (command.GetProperty("title").GetString()!, command.GetProperty("description").GetString()!));
        Assert.Equal(ChatCommands.Offered, listed);
    }

    /// <summary>CARE_GOLDEN=write writes it anew.</summary>
    [Fact]
    public void The_one_in_the_repository_is_what_the_program_makes_with_placeholders() =>
        IsCommitted(TeamsPackage.ManifestFile, TeamsManifest.Draw(Manifests.TeamsFacts(Placeholders)));

    [Fact]
    public void Keeps_the_limits_of_the_schema()
    {
        var facts = Manifests.TeamsFacts(Placeholders with { App = new() { Name = new string('n', 30), Developer = new string('d', 32) } });
        var manifest = JsonDocument.Parse(TeamsManifest.Draw(facts)).RootElement;
        Assert.True(manifest.GetProperty("name").GetProperty("full").GetString()!.Length <= 100);
        Assert.True(manifest.GetProperty("description").GetProperty("short").GetString()!.Length <= 80);
        var commands = manifest.GetProperty("bots")[0].GetProperty("commandLists")[0].GetProperty("commands").EnumerateArray().ToList();
        Assert.InRange(commands.Count, 1, 12);
        Assert.All(commands, command => Assert.True(command.GetProperty("title").GetString()!.Length <= 128));
        foreach (var command in manifest.GetProperty("composeExtensions")[0].GetProperty("commands").EnumerateArray())
        {
            Assert.True(command.GetProperty("title").GetString()!.Length <= 32);
            Assert.True(command.GetProperty("description").GetString()!.Length <= 128);
            Assert.All(command.GetProperty("context").EnumerateArray(), context => Assert.Contains(context.GetString(), new[] { "compose", "commandBox", "message" }));
        }
    }

    [Fact]
    public void The_bot_speaks_and_is_extended_under_the_application_id_of_the_settings()
    {
        var id = A.Id(7).ToString();
        var manifest = JsonDocument.Parse(TeamsManifest.Draw(Manifests.TeamsFacts(new() { Teams = new() { AppId = id } }))).RootElement;
        Assert.Equal(id, manifest.GetProperty("id").GetString());
        Assert.Equal(id, manifest.GetProperty("bots")[0].GetProperty("botId").GetString());
        Assert.Equal(id, manifest.GetProperty("composeExtensions")[0].GetProperty("botId").GetString());
    }

    [Fact]
    public void The_package_holds_the_manifest_and_two_icons_of_the_size_Teams_asks_for_and_nothing_else()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.zip");
        try
        {
            using var said = new StringWriter();
            Manifests.Teams(Placeholders, file, said);
            using var zip = ZipFile.OpenRead(file);
            Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName).Order());
            Assert.Equal((192, 192), Size(zip.GetEntry("color.png")!));
            Assert.Equal((32, 32), Size(zip.GetEntry("outline.png")!));
            using var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open());
            Assert.Equal(TeamsManifest.Draw(Manifests.TeamsFacts(Placeholders)), reader.ReadToEnd());
            Assert.Contains("Care:App:Developer", said.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Without_an_application_id_it_says_what_to_set() =>
        Assert.StartsWith("Care:Teams:AppId: is missing.", Assert.Throws<SettingsException>(() => Manifests.TeamsFacts(new())).Message, StringComparison.Ordinal);

    private static void IsCommitted(string name, string drawn)
    {
        var path = Repository.Path("manifest", name);
        if (Environment.GetEnvironmentVariable("CARE_GOLDEN") == "write")
            File.WriteAllText(path, drawn);
        Assert.Equal(File.ReadAllText(path), drawn);
    }

    /// <summary>The size as the file itself says, after the signature and the length and name of its first chunk.</summary>
    private static (int Width, int Height) Size(ZipArchiveEntry png)
    {
        using var stream = png.Open();
        var head = new byte[24];
        stream.ReadExactly(head);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], head[..8]);
        return (BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20)));
    }

    private static JsonElement Drawn => JsonDocument.Parse(TeamsManifest.Draw(Manifests.TeamsFacts(Placeholders))).RootElement;
}
