using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Sla;
using SocialCareBot.Tests.World;
using SocialCareBot.Triage;
using SocialCareBot.Wiring;
using CareRoute = SocialCareBot.Triage.Route;

namespace SocialCareBot.Tests.Wiring;

/// <summary><c>-- doctor --post</c> says what would become of a post, and why.</summary>
public sealed class A_trial_post
{
    private static readonly DeskRules Rules = TheBot.Rules with
    {
        Triage = new TriageRules(
            [
                new TriageRule { Name = "thanks", Kind = PostKind.Praise, Priority = Priority.P4, Any = ["thanks"] },
                new TriageRule { Name = "outage", Kind = PostKind.Complaint, Priority = Priority.P2, Any = ["power"] },
                new TriageRule { Name = "billing", Kind = PostKind.Complaint, Priority = Priority.P2, Any = ["bill"] },
            ],
            [new ReachRule(10_000, Priority.P1)]),
        Routes =
        [
            new CareRoute { Name = "shop", Zone = "Europe/Berlin", Brands = ["Shop"] },
            new CareRoute { Name = "german", Zone = "Europe/Berlin", Languages = ["de"] },
            new CareRoute { Name = "care", Zone = "Europe/Berlin", Duty = ["Ana Brandt", "Bo Lindqvist"] },
            new CareRoute { Name = "quiet", Zone = "Europe/Berlin", Quiet = true },
        ],
        Policy = new SlaPolicy(),
    };

    [Fact]
    public void Is_explained_line_by_line()
    {
        var post = A.Post(text: "The power is out and you hang up") with { Network = "bluesky", Author = new() { Id = "a", Handle = "a", Name = "A", Followers = 12_400 } };
        Assert.Equal(
            [
                "rule   thanks: does not fire",
                "rule   outage: fires",
                "is     Complaint, P1 (outage · reach 10,000+)",
                "is     in en (guessed), about GridCo, on bluesky",
                "route  shop takes the brand Shop, and this is GridCo",
                "route  german takes the language de, and this is en",
                "route  care takes it",
                "goes   to care; alerts Ana Brandt, Bo Lindqvist alone",
            ],
            TrialPost.Lines(Rules, post));
    }

    [Fact]
    public void Which_no_rule_knows_or_which_is_quiet_is_explained_too()
    {
        Assert.Contains("is     Complaint, P3 (no rule fired)", TrialPost.Lines(Rules, A.Post(text: "hm")));
        var praise = TrialPost.Lines(Rules, A.Post(text: "thanks") with { Language = "de" }).ToList();
        Assert.Contains("is     in de, about GridCo, on fake", praise);
        Assert.Contains("route  german is loud: praise goes to a quiet one", praise);
        Assert.Equal("goes   to quiet", praise[^1]);
    }
}
