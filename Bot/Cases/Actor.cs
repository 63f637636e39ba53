namespace SocialCareBot.Cases;

/// <summary>What a person may do. Each role may do what the ones before it may.</summary>
public enum Role
{
    Agent = 1,
    Lead = 2,
    Manager = 3,
    Admin = 4,
}

/// <summary>Who acts, as the verified envelope of the click says, and on which front (teams, slack, web).</summary>
public sealed record Actor(PersonId Id, Role Role, string Front);
