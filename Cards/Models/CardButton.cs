namespace SocialCareBot.Cards.Models;

/// <summary>A button: what it does, what it says, and whether it is the one to press now.</summary>
public sealed record CardButton(string Verb, string Title, bool Primary = false)
{
    /// <summary>An answer given with the press, so that no form opens ("Resolve: gone" carries "gone").</summary>
    public string? Value { get; init; }

    /// <summary>A button with the usual words of its verb.</summary>
    public static CardButton Of(string verb, bool primary = false) => new(verb, CardVerbs.Title(verb), primary);
}

/// <summary>A choice in a list: the id that travels and the words people see.</summary>
public sealed record CardChoice(string Id, string Title);

/// <summary>A person who is mentioned: the front's own address, and the name.</summary>
public sealed record CardPerson(string Address, string Name);

/// <summary>A picture of the customer's post, and what is known of it.</summary>
public sealed record CardImage(string Url, string? AltText = null);
