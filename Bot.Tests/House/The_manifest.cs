using System.Text.Json;
using SocialCareBot.Desk;

namespace SocialCareBot.Tests.House;

public sealed class The_manifest
{
    [Fact]
    public void Names_every_command_the_bot_knows_and_no_other()
    {
        var listed = Manifest.GetProperty("bots")[0].GetProperty("commandLists")[0].GetProperty("commands").EnumerateArray()
            .Select(command => (command.GetProperty("title").GetString()!, command.GetProperty("description").GetString()!));
        Assert.Equal(ChatCommands.Known, listed);
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void Has_icons_of_the_size_Teams_asks_for(string file, int size)
    {
        var header = File.ReadAllBytes(Path.Combine(Folder, file)).AsSpan(16, 8);
        Assert.Equal((size, size), (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(header), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(header[4..])));
    }

    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "SocialCareBot.sln")))
                folder = folder.Parent!;
            return Path.Combine(folder.FullName, "manifest");
        }
    }

    private static JsonElement Manifest => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json"))).RootElement;
}
