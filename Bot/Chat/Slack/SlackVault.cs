using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>Installations at rest, encrypted with the keys of the data folder: a copy of the database alone gives nobody our tokens.</summary>
public sealed class SlackVault(Keep keep, IDataProtectionProvider protection, ILogger<SlackVault> log)
{
    private const string Owner = "slack";
    private const string Prefix = "install:";
    private readonly IDataProtector _protector = protection.CreateProtector("SocialCareBot.Slack.Installations");

    /// <summary>Every installation that can be read; one sealed with keys that are gone is named in the log, and the app must be installed there again.</summary>
    internal IReadOnlyList<SlackInstallation> All() =>
        [.. keep.All(Owner).Where(row => row.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(row => Open(row.Key, row.Value)).OfType<SlackInstallation>()];

    /// <summary>The document of an installation, to be written in the transaction it belongs to.</summary>
    internal void Put(Session session, SlackInstallation installation) =>
        Keep.Put(session, Owner, Prefix + installation.Team, StoreJson.Write(new Sealed(_protector.Protect(StoreJson.Write(installation)))));

    private SlackInstallation? Open(string key, string json)
    {
        try
        {
            return StoreJson.Read<SlackInstallation>(_protector.Unprotect(StoreJson.Read<Sealed>(json).Words));
        }
        catch (CryptographicException)
        {
            log.LogError("The token of {Installation} cannot be read with the keys in the data folder. Install the app in that workspace again", key);
            return null;
        }
    }

    private sealed record Sealed(string Words);
}
