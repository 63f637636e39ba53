namespace SocialCareBot.Bench;

/// <summary>What <see cref="KillCampaign"/> kills again and again over one folder, and what must be true of that folder afterwards.</summary>
internal interface IVictim
{
    /// <summary>How its next life begins: the arguments of the child.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>Looks at what a death left behind, given all that the child told in that life; returns what is lost or damaged.</summary>
    IEnumerable<string> Bury(IReadOnlyList<string> told);

    /// <summary>After the last death: whatever is only looked at once, and where it is only true in the end. Returns what is lost or damaged.</summary>
    Task<IReadOnlyList<string>> Judge();

    /// <summary>What it did and what of it was looked at, in words with their numbers.</summary>
    IReadOnlyDictionary<string, int> Figures { get; }
}
