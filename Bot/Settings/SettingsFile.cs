namespace SocialCareBot.Settings;

/// <summary>Finds the one settings file that is read, and resolves credentials written as references.</summary>
public static class SettingsFile
{
    public const string Name = "appsettings.json";

    /// <summary>The file named, else the nearest one upward from the working directory, else the one beside the binary. Throws <see cref="SettingsException"/> where there is none.</summary>
    public static string Find(string? named, string workingDirectory, string binaryDirectory)
    {
        if (named is { Length: > 0 })
            return File.Exists(named) ? Path.GetFullPath(named) : throw new SettingsException($"Care:Settings names {named}, and there is no such file.");
        for (var folder = new DirectoryInfo(workingDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, Name);
            if (File.Exists(file))
                return file;
        }
        var beside = Path.Combine(binaryDirectory, Name);
        return File.Exists(beside) ? beside : throw new SettingsException($"There is no {Name} in {workingDirectory}, above it, or beside the program. Name one with --Care:Settings=FILE.");
    }

    /// <summary>
    /// A credential is written as <c>env:NAME</c> or <c>file:/path</c>, so that no secret stands in the settings. Throws
    /// <see cref="SettingsException"/> naming the key when it is written out, or when what it names is absent or blank.
    /// </summary>
    public static string Secret(string key, string? reference)
    {
        var value = reference switch
        {
            null or "" => throw new SettingsException($"{key} is missing. Write it as env:NAME or file:/path."),
            _ when reference.StartsWith("env:", StringComparison.Ordinal) => Environment.GetEnvironmentVariable(reference[4..])
                ?? throw new SettingsException($"{key} names the environment variable {reference[4..]}, which is not set."),
            _ when reference.StartsWith("file:", StringComparison.Ordinal) => ReadFile(key, reference[5..]),
            _ => throw new SettingsException($"{key} holds a secret in plain text. Write it as env:NAME or file:/path, and change the secret: it may have been seen."),
        };
        return value.Trim() is { Length: > 0 } secret ? secret : throw new SettingsException($"{key} names {reference}, which is blank.");
    }

    private static string ReadFile(string key, string path) =>
        File.Exists(path) ? File.ReadAllText(path) : throw new SettingsException($"{key} names the file {path}, which is not there.");
}

/// <summary>A setting is wrong; the message is one line with file, key and reason.</summary>
public sealed class SettingsException(string message) : Exception(message);
