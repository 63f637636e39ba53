using System.Diagnostics;
using System.Text.RegularExpressions;
using SocialCareBot.Cases;
using SocialCareBot.Triage;

namespace SocialCareBot.Tests.Triage;

/// <summary>An ordered list of rules; the first that fires decides, and reach raises.</summary>
public sealed class Judging_a_post
{
    [Fact]
    public void The_first_rule_that_fires_decides_and_is_named()
    {
        var rules = Rules(
            Rule("outage", PostKind.Complaint, Priority.P1) with { Any = ["no power"] },
            Rule("power", PostKind.Question, Priority.P3) with { Any = ["power"] });
        Assert.Equal(new Judgement(PostKind.Complaint, Priority.P1, "outage"), rules.Judge(A.Post(text: "No POWER since six")));
        Assert.Equal(new Judgement(PostKind.Question, Priority.P3, "power"), rules.Judge(A.Post(text: "Is the power back?")));
    }

    [Fact]
    public void A_post_no_rule_knows_is_a_complaint_somebody_looks_at() =>
        Assert.Equal(new Judgement(PostKind.Complaint, Priority.P3, "no rule fired"), Rules().Judge(A.Post(text: "Hm")));

    [Theory]
    [InlineData("The line is down again", true)]
    [InlineData("down", true)]
    [InlineData("(Down!)", true)]
    [InlineData("count down-to-earth", true)]
    [InlineData("Download the app", false)]
    [InlineData("sundown", false)]
    [InlineData("down2", false)]
    public void Words_are_met_whole(string text, bool fires) => Assert.Equal(fires, Fires(new() { Any = ["down"] }, text));

    [Theory]
    [InlineData("Störung in der Straße", true)]
    [InlineData("STÖRUNG", true)]
    [InlineData("Entstörung", false)]
    [InlineData("Störungen", false)]
    public void Letters_of_every_script_end_a_word(string text, bool fires) => Assert.Equal(fires, Fires(new() { Any = ["störung"] }, text));

    [Fact]
    public void Words_are_taken_literally() => Assert.False(Fires(new() { Any = ["a.c"] }, "abc"));

    [Fact]
    public void All_given_conditions_must_hold()
    {
        var conditions = new Conditions { Any = ["late", "lost"], All = ["parcel", "refund"], Regex = @"#\d+" };
        Assert.True(Fires(conditions, "Parcel #12 is late, refund please"));
        Assert.False(Fires(conditions, "Parcel #12 is late"));
        Assert.False(Fires(conditions, "Parcel #12, refund please"));
        Assert.False(Fires(conditions, "Parcel is late, refund please"));
    }

    [Fact]
    public void An_expression_that_takes_longer_than_its_50_ms_does_not_fire_and_the_next_rule_is_asked()
    {
        var rules = Rules(Rule("slow", PostKind.Noise, Priority.P4) with { Regex = "^(a+)+$" }, Rule("next", PostKind.Complaint, Priority.P2));
        var started = Stopwatch.GetTimestamp();
        Assert.Equal("next", rules.Judge(A.Post(text: new string('a', 5000) + "!")).Rule);
        // Tenfold slack for a busy machine; without the limit this never ends.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void A_bad_expression_is_found_when_the_rules_are_read() =>
        Assert.Throws<RegexParseException>(() => Rules(Rule("bad", PostKind.Noise, Priority.P4) with { Regex = "(" }));

    [Theory]
    [InlineData(null, Priority.P3, "outage")]
    [InlineData(999, Priority.P3, "outage")]
    [InlineData(1_000, Priority.P2, "outage · reach 1,000+")]
    [InlineData(250_000, Priority.P1, "outage · reach 50,000+")]
    public void An_author_whom_many_hear_is_more_urgent(int? followers, Priority priority, string rule)
    {
        var rules = new TriageRules([Rule("outage", PostKind.Complaint, Priority.P3)], [new(1_000, Priority.P2), new(50_000, Priority.P1)]);
        Assert.Equal(new Judgement(PostKind.Complaint, priority, rule), rules.Judge(By(followers)));
    }

    [Fact]
    public void Reach_never_lowers_and_leaves_praise_alone()
    {
        var reach = new ReachRule[] { new(1_000, Priority.P2) };
        Assert.Equal(Priority.P1, new TriageRules([], [new(5_000, Priority.P2), new(1_000, Priority.P1)]).Judge(By(9_999)).Priority);
        Assert.Equal(Priority.P1, new TriageRules([Rule("outage", PostKind.Complaint, Priority.P1)], reach).Judge(By(9_999)).Priority);
        Assert.Equal(Priority.P4, new TriageRules([Rule("thanks", PostKind.Praise, Priority.P4)], reach).Judge(By(9_999)).Priority);
    }

    private static Post By(int? followers)
    {
        var post = A.Post();
        return post with { Author = post.Author with { Followers = followers } };
    }

    private static bool Fires(Conditions on, string text) =>
        Rules(Rule("it", PostKind.Idea, Priority.P2) with { Any = on.Any, All = on.All, Regex = on.Regex }).Judge(A.Post(text: text)).Rule == "it";

    private static TriageRule Rule(string name, PostKind kind, Priority priority) => new() { Name = name, Kind = kind, Priority = priority };

    private static TriageRules Rules(params TriageRule[] rules) => new(rules, []);

    private sealed record Conditions
    {
        public IReadOnlyList<string> Any { get; init; } = [];
        public IReadOnlyList<string> All { get; init; } = [];
        public string? Regex { get; init; }
    }
}
