using System.Text.Json.Serialization;

namespace SocialCareBot.Cards.AdaptiveCards;

public enum AdaptiveTextWeight
{
    Default,
    Lighter,
    Bolder,
}

public enum AdaptiveTextSize
{
    Default,
    Small,
    Medium,
    Large,
    ExtraLarge,
}

public enum AdaptiveTextColor
{
    Default,
    Accent,
    Good,
    Warning,
    Attention,
}

public enum AdaptiveSpacing
{
    Default,
    None,
    Small,
    Medium,
    Large,
    ExtraLarge,
    Padding,
}

public enum AdaptiveHorizontalAlignment
{
    Left,
    Center,
    Right,
}

public enum AdaptiveVerticalAlignment
{
    Top,
    Center,
    Bottom,
}

public enum AdaptiveTextBlockStyle
{
    [JsonStringEnumMemberName("default")]
    Default,
    [JsonStringEnumMemberName("heading")]
    Heading,
}

public enum AdaptiveContainerStyle
{
    [JsonStringEnumMemberName("default")]
    Default,
    [JsonStringEnumMemberName("emphasis")]
    Emphasis,
    [JsonStringEnumMemberName("good")]
    Good,
    [JsonStringEnumMemberName("attention")]
    Attention,
    [JsonStringEnumMemberName("warning")]
    Warning,
    [JsonStringEnumMemberName("accent")]
    Accent,
}

public enum AdaptiveImageSize
{
    Auto,
    Stretch,
    Small,
    Medium,
    Large,
}

public enum AdaptiveImageStyle
{
    Default,
    Person,
}

public enum AdaptiveChoiceInputStyle
{
    [JsonStringEnumMemberName("compact")]
    Compact,
    [JsonStringEnumMemberName("expanded")]
    Expanded,
}

public enum AdaptiveAssociatedInputs
{
    [JsonStringEnumMemberName("auto")]
    Auto,
    [JsonStringEnumMemberName("none")]
    None,
}

public enum AdaptiveActionStyle
{
    [JsonStringEnumMemberName("default")]
    Default,
    [JsonStringEnumMemberName("positive")]
    Positive,
    [JsonStringEnumMemberName("destructive")]
    Destructive,
}
