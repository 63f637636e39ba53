using System.CommandLine;
using System.Reflection;
using System.Text;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Settings;

namespace SocialCareBot.Wiring;

/// <summary><c>-- manifest teams</c> and <c>-- manifest slack</c>: what an admin uploads to the chat platform, made from the settings.</summary>
public static class Manifests
{
    private const string PackageFile = "socialcarebot-teams.zip";

    /// <summary>The commands; each ends with 1 and one line when a setting it needs is missing.</summary>
    public static Command Command(string[] args)
    {
        var file = new Option<string?>("--out") { Description = $"The file to write. Teams: by default {PackageFile} here; Slack: by default it is printed." };
        var teams = new Command("teams", "Writes the app package for Teams: a zip of the manifest and two icons.") { TreatUnmatchedTokensAsErrors = false };
        teams.Options.Add(file);
        teams.SetAction(parsed => Mistakes.Say(() => Teams(CareHost.Settings(args), parsed.GetValue(file) ?? PackageFile, Console.Out)));
        var slack = new Command("slack", "Writes the manifest from which the app is made at api.slack.com/apps.") { TreatUnmatchedTokensAsErrors = false };
        slack.Options.Add(file);
        slack.SetAction(parsed => Mistakes.Say(() => Slack(CareHost.Settings(args), parsed.GetValue(file), Console.Out)));
        var manifest = new Command("manifest", "Makes what an admin uploads to a chat platform, from the settings.") { TreatUnmatchedTokensAsErrors = false };
        manifest.Subcommands.Add(teams);
        manifest.Subcommands.Add(slack);
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

    /// <summary>Writes the manifest of the Slack app, to the writer where no file is named. Throws <see cref="SettingsException"/> naming what must be set.</summary>
    public static void Slack(CareSettings care, string? file, TextWriter said)
    {
        var facts = SlackFacts(care);
        if (SlackManifestCheck.Problems(SlackManifest.Build(facts)).FirstOrDefault() is { } problem)
            throw new SettingsException($"Slack would not take this manifest: {problem}");
        var text = SlackManifest.Draw(facts);
        if (file is null)
        {
            said.Write(text);
            return;
        }
        Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        said.WriteLine($"{file}: at api.slack.com/apps choose Create New App, From a manifest, and paste it.");
    }

    /// <summary>What the manifest for Slack is filled with. Tokens rotate where the app is installed by OAuth: a token written into the settings could not.</summary>
    public static SlackManifestFacts SlackFacts(CareSettings care) => new()
    {
        Name = care.App.Name,
        Address = care.App.Address?.TrimEnd('/') is { Length: > 0 } address ? address
            : care.Slack.Transport == "socket" ? null
            : throw new SettingsException("Care:App:Address: is missing. Set it to the address at which Slack reaches the public door, such as https://care.example.com, or set Care:Slack:Transport to socket."),
        Command = care.Slack.Command,
        SocketMode = care.Slack.Transport == "socket",
        Rotation = string.IsNullOrEmpty(care.Slack.Token) && (care.Slack.Workspaces.Count > 0 || care.Slack.ClientId is { Length: > 0 }),
    };

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
}
