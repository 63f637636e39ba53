using System.Text.RegularExpressions;

namespace SocialCareBot.Tests.House;

/// <summary>What the image is built from is there, and it asks for health with a command that the bot knows.</summary>
public sealed partial class The_image
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.Path("Dockerfile"));

    [Fact]
    public void Everything_it_copies_is_in_the_tree_and_let_through_by_dockerignore()
    {
        var ignored = File.ReadAllLines(Repository.Path(".dockerignore"));
        var copied = Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).Select(path => path.TrimEnd('/')).ToList();
        Assert.Contains("Bot", copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Repository.Path(path)), path));
        Assert.All(copied, path => Assert.Contains($"!{path}", ignored));
    }

    [Fact]
    public void It_copies_every_file_that_the_projects_name_above_themselves()
    {
        var named = new[] { "Bot/Bot.csproj", "Cards/Cards.csproj" }.SelectMany(project => Above().Matches(File.ReadAllText(Repository.Path(project))).Select(match => match.Groups["part"].Value)).Distinct();
        Assert.All(named, part => Assert.Contains(Lines, line => line.StartsWith("COPY ", StringComparison.Ordinal) && Regex.IsMatch(line, $@" {Regex.Escape(part)}\b", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void It_runs_without_rights_and_asks_for_health()
    {
        Assert.Contains("USER $APP_UID", Lines);
        Assert.Contains(Lines, line => line.Contains("\"health\", \"--url=http://127.0.0.1:8080\"", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"""\.\.[\\/](?<part>[\w.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Above();
}
