using System.Runtime.CompilerServices;

namespace SocialCareBot.Tests.House;

/// <summary>The source tree this test program was built from.</summary>
public static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>The full path of something below the top folder.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Every C# file of a project, as paths relative to the top folder.</summary>
    public static IEnumerable<string> Sources(params string[] projects) => projects
        .SelectMany(project => Directory.EnumerateFiles(Path(project), "*.cs", SearchOption.AllDirectories))
        .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
        .Order();

    private static string FindRoot([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", ".."));
}
