namespace SocialCareBot.Triage;

/// <summary>
/// Guesses the language of a text where the network does not tell it, by counting the commonest small words of each. Enough to choose a route, and no more: a text of
/// a few words, or of two languages alike, stays unknown and goes to whichever route asks for no language.
/// </summary>
public static class Languages
{
    private const int LeastHits = 2;
    private const int MostWords = 400;

    private static readonly (string Language, HashSet<string> Words)[] Known =
    [
        ("en", Words("the and is are was you your have has not this that with for they my we our it of to what when why how can")),
        ("de", Words("der die das und ist sind nicht ich ihr wir sie ein eine einen mit auf für seit bei von zu auch noch kein keine warum wann wie mir mich")),
        ("fr", Words("le la les et est sont pas je vous nous un une des du avec pour dans que qui mais depuis chez au aux pourquoi quand mon ma mes")),
        ("es", Words("el los las y es son no yo usted nosotros un una unos con para en que pero desde por qué cuándo mi mis su está hay sin")),
        ("it", Words("il lo gli e è sono non io voi noi un una con per nel che ma da perché quando mio mia della del di ancora più")),
        ("nl", Words("de het een en is zijn niet ik jullie wij we met voor op van maar sinds bij waarom wanneer mijn geen ook nog dat")),
        ("pt", Words("o os as e é são não eu você nós um uma com para em que mas desde por quando meu minha está sem ainda do da")),
        ("pl", Words("i jest są nie ja wy my z na do od w że ale dlaczego kiedy mój moja nadal już jak się to bez")),
        ("sv", Words("och är inte jag ni vi en ett med för på av men sedan hos varför när min mitt det som har utan")),
        ("da", Words("og er ikke jeg i vi en et med for på af men siden hos hvorfor hvornår min mit det som har uden")),
    ];

    /// <summary>The two letters of the language; null where nobody can tell.</summary>
    public static string? Guess(string text)
    {
        var words = text.ToLowerInvariant().Split(NoLetters(text), StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToList();
        var best = Known.Select(known => (known.Language, Hits: words.Count(known.Words.Contains))).OrderByDescending(guess => guess.Hits).Take(2).ToList();
        return best[0].Hits >= LeastHits && best[0].Hits > best[1].Hits ? best[0].Language : null;
    }

    /// <summary><c>de</c> of <c>de-AT</c>; what the network says is believed before any guess.</summary>
    public static string? Of(string? told, string text) => told is { Length: >= 2 } ? told.Split('-', '_')[0].ToLowerInvariant() : Guess(text);

    private static char[] NoLetters(string text) => [.. text.ToLowerInvariant().Where(letter => !char.IsLetter(letter)).Distinct()];

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];
}
