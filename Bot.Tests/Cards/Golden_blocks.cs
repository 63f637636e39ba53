using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Cards;

/// <summary>Every message, modal and home page for Slack against its golden file. CARE_GOLDEN=write writes them anew; read them then.</summary>
public sealed class Golden_blocks
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. SampleBlocks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_drawing_is_as_its_golden_file(string name)
    {
        var path = Path.Combine(Folder(), $"{name}.json");
        var drawn = SampleBlocks.All[name].ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("CARE_GOLDEN") == "write")
            File.WriteAllText(path, drawn);
        Assert.True(File.Exists(path), $"{path} is missing; CARE_GOLDEN=write dotnet test writes it");
        Assert.Equal(File.ReadAllText(path), drawn);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_drawing_is_within_every_limit_of_Slack(string name) => Assert.Empty(BlockLimits.Problems(SampleBlocks.All[name]));

    /// <summary>The fake Slack has checks of its own, so that ours are not judged by themselves.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_drawing_is_taken_by_the_fake_Slack(string name) => Assert.Empty(JudgedByFake(SampleBlocks.All[name]));

    internal static IReadOnlyList<string> JudgedByFake(JsonObject drawing) => drawing["type"]?.GetValue<string>() is { } kind
        ? FakeSlackBlocks.OfView(drawing, kind)
        : FakeSlackBlocks.OfMessage(drawing["blocks"], drawing["attachments"]);

    [Fact]
    public void No_golden_file_is_left_over() => Assert.Equal(
        SampleBlocks.All.Keys.Order(StringComparer.Ordinal),
        Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden", "Slack");
}
