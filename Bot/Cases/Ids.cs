namespace SocialCareBot.Cases;

/// <summary>The lasting identity of a case. People see its number, <c>C-128</c>, instead.</summary>
public readonly record struct CaseId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A person of the care team, the same on every front.</summary>
public readonly record struct PersonId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A text somebody wrote (a reply, a note). Only the store holds the words; everything else carries this id.</summary>
public readonly record struct BodyId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>One public or private answer on its way out: the id of its outbox row.</summary>
public readonly record struct ReplyId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>The number people use for a case.</summary>
public static class CaseNumber
{
    /// <summary>128 as <c>C-128</c>.</summary>
    public static string Text(int number) => $"C-{number}";

    /// <summary>Reads <c>C-128</c>, <c>c128</c> or <c>128</c>; null when it is no case number.</summary>
    public static int? Parse(string? text)
    {
        var digits = (text ?? "").Trim().TrimStart('#');
        if (digits.StartsWith("C", StringComparison.OrdinalIgnoreCase))
            digits = digits[1..].TrimStart('-');
        return int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
    }
}
