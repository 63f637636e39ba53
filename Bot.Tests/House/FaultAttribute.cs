namespace SocialCareBot.Tests.House;

/// <summary>Names the row of the fault matrix that a test proves.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FaultAttribute(int row) : Attribute
{
    public int Row { get; } = row;
}
