using System.CommandLine;
using System.Reflection;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Settings;

namespace SocialCareBot.Wiring;

/// <summary><c>-- manifest teams</c>: what an admin uploads to the chat platform, made from the settings.</summary>
public static class Manifests
{
    private const string PackageFile = "socialcarebot-teams.zip";

    /// <summary>The commands; each ends with 1 and one line when a setting it needs is missing.</summary>
    public static Command Command(string[] args)
    {
        var file = new Option<string?>("--out") { Description = $"The file to write; Teams: by default {PackageFile} here." };
        var teams = new Command("teams", "Writes the app package for Teams: a zip of the manifest and two icons.") { TreatUnmatchedTokensAsErrors = false };
        teams.Options.Add(file);
        teams.SetAction(parsed => Say(() => Teams(CareHost.Settings(args), parsed.GetValue(file) ?? PackageFile, Console.Out)));
        var manifest = new Command("manifest", "Makes what an admin uploads to a chat platform, from the settings.") { TreatUnmatchedTokensAsErrors = false };
        manifest.Subcommands.Add(teams);
        return manifest;
    }

    /// <summary>Writes the app package for Teams. Throws <see cref="SettingsException"/> naming what must be set.</summary>
    public static void Teams(CareSettings care, string file, TextWriter said)
    {
        var facts = TeamsFacts(care);
        Write(file, stream => TeamsPackage.Write(facts, stream));
        said.WriteLine($"{file}: upload it in the Teams admin centre, or in Teams under Apps, Manage your apps.");
        if (care.App.Website == new AppSettings().Website)
            said.WriteLine("It names example.com as its website. Set Care:App:Developer, Website, Privacy and Terms for your own.");
    }

    /// <summary>What the manifest is filled with.</summary>
    public static TeamsManifestFacts TeamsFacts(CareSettings care) => new()
    {
        AppId = care.Teams.AppId is { Length: > 0 } id ? id : throw new SettingsException("Care:Teams:AppId: is missing. Set it to the application (client) id of your Azure Bot."),
        Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0.1.0",
        Name = care.App.Name,
        Developer = care.App.Developer,
        Website = care.App.Website,
        Privacy = care.App.Privacy,
        Terms = care.App.Terms,
    };

    private static void Write(string file, Action<Stream> write)
    {
        try
        {
            using var stream = File.Create(file);
            write(stream);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"--out {file}: cannot be written: {wrong.Message}");
        }
    }

    private static int Say(Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (SettingsException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 1;
        }
    }
}
