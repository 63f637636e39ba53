using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SocialCareBot.Settings;

namespace SocialCareBot.Wiring;

/// <summary>The credential of the Teams bot as the settings name it. Each throws <see cref="SettingsException"/> with key and reason, and repeats no secret.</summary>
public static class TeamsCredentials
{
    private const string Reference = "file:";

    /// <summary>The client secret; null where another credential takes its place, or Teams is not configured.</summary>
    public static string? Secret(TeamsFrontSettings teams) =>
        teams.Configured && teams is { Certificate: null or "", ManagedIdentity: null or "" } ? SettingsFile.Secret("Care:Teams:Secret", teams.Secret) : null;

    /// <summary>The certificate with its private key, from a PFX or a PEM file; null where none is named. Read once: after a renewal the bot is restarted.</summary>
    public static X509Certificate2? Certificate(TeamsFrontSettings teams)
    {
        if (teams is not { Configured: true, Certificate.Length: > 0 })
            return null;
        var path = teams.Certificate.StartsWith(Reference, StringComparison.Ordinal) ? teams.Certificate[Reference.Length..] : teams.Certificate;
        if (!File.Exists(path))
            throw new SettingsException($"Care:Teams:Certificate names the file {path}, which is not there.");
        var password = teams.CertificatePassword is { Length: > 0 } reference ? SettingsFile.Secret("Care:Teams:CertificatePassword", reference) : null;
        try
        {
            return X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12 ? X509CertificateLoader.LoadPkcs12FromFile(path, password) : Pem(path, password);
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Care:Teams:Certificate: {path} cannot be read as a PFX, or as a PEM with certificate and private key: {wrong.Message}");
        }
    }

    private static X509Certificate2 Pem(string path, string? password) =>
        password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
}
