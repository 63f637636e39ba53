using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>Who acts on the web desk until it has a sign-in: the person of <c>Care:Desk:Operator</c>.</summary>
public sealed record DeskOperator(Person Person)
{
    /// <summary>As the log knows this front.</summary>
    public const string Front = "web";

    public Actor Actor => new(Person.Id, Person.Role, Front);
}
