using System.Text;
using SocialCareBot.Chat.Slack;

namespace SocialCareBot.Tests.Chat.Slack;

public sealed class Judging_a_signature
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1531420618);
    private readonly SlackSignature _signature = new(Secret);

    [Fact]
    public void The_vector_of_the_documentation_holds() => Assert.True(Holds());

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    [InlineData(86_400, false)]
    public void A_request_is_good_for_five_minutes_in_both_directions(int seconds, bool holds) => Assert.Equal(holds, Holds(now: Now.AddSeconds(seconds)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 1531420618")]
    [InlineData("+1531420618")]
    [InlineData("1531420618.0")]
    [InlineData("-1531420618")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    [InlineData("١٥٣١٤٢٠٦١٨")]
    public void A_timestamp_that_is_no_plain_number_of_now_is_refused(string? timestamp) => Assert.False(Holds(timestamp: timestamp));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("V0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b5033")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504")]
    [InlineData("v0=zz114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public void Any_other_signature_is_refused(string? signature) => Assert.False(Holds(signature: signature));

    [Fact]
    public void One_byte_more_is_another_body() => Assert.False(Holds(body: Body + " "));

    [Fact]
    public void The_secret_before_is_good_while_it_is_being_replaced()
    {
        Assert.True(new SlackSignature("the new one", Secret).Holds(Timestamp, Signature, Bytes(Body), Now));
        Assert.False(new SlackSignature("the new one").Holds(Timestamp, Signature, Bytes(Body), Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_secret_is_refused_at_once(string secret)
    {
        Assert.Throws<ArgumentException>(() => new SlackSignature(secret));
        Assert.Throws<ArgumentException>(() => new SlackSignature(Secret, secret));
        Assert.Throws<ArgumentException>(() => new SlackSignature());
    }

    private bool Holds(string? timestamp = Timestamp, string? signature = Signature, string body = Body, DateTimeOffset? now = null) =>
        _signature.Holds(timestamp, signature, Bytes(body), now ?? Now);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
