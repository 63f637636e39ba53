namespace SocialCareBot.Tests.House;

/// <summary>A fact that needs something outside the process; it runs where the environment variable names it, and says why where it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWhenAttribute : FactAttribute
{
    public FactWhenAttribute(string variable, string reason)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            Skip = $"{variable} is not set: {reason}";
    }
}
