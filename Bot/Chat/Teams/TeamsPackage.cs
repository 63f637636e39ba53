using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace SocialCareBot.Chat.Teams;

/// <summary>The app package an admin uploads to Teams: a zip of the manifest and its two icons, nothing else, all at its root.</summary>
public static class TeamsPackage
{
    public const string ManifestFile = "manifest.json";

    /// <summary>192 x 192.</summary>
    public const string ColorIcon = "color.png";

    /// <summary>32 x 32.</summary>
    public const string OutlineIcon = "outline.png";

    /// <summary>The earliest instant a zip can name: the same settings make the same bytes.</summary>
    private static readonly DateTimeOffset Undated = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the package into the stream.</summary>
    public static void Write(TeamsManifestFacts facts, Stream target)
    {
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, ManifestFile, Encoding.UTF8.GetBytes(TeamsManifest.Draw(facts)));
        foreach (var icon in new[] { ColorIcon, OutlineIcon })
            Add(zip, icon, Icon(icon));
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = Undated;
        using var stream = entry.Open();
        stream.Write(content);
    }

    /// <summary>The icons travel inside the program, so that the package can be made wherever it runs.</summary>
    private static byte[] Icon(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"manifest/{name}") ?? throw new InvalidOperationException($"The icon {name} is not in the program.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
