using SocialCareBot.Cases;
using SocialCareBot.Networks.TownSquare;
using SocialCareBot.Ports;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Networks.TownSquare;

public sealed class The_square : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("square").FullName;
    private readonly FakeTime _time = new(TheBot.Monday9);
    private readonly Square _square;
    private readonly SquareHour _hour;

    public The_square()
    {
        _square = new Square(Path.Combine(_folder, "square.db"));
        _hour = new SquareHour(_square, _time);
    }

    [Fact]
    public async Task Its_first_day_has_forty_different_posts_in_two_languages_that_all_concern_us()
    {
        _hour.Furnish();
        _hour.Furnish();
        var heard = await Hear(null);
        Assert.Equal(40, heard.Posts.Select(post => post.Text).Distinct().Count());
        Assert.True(heard.Posts.Count(post => post.Language == "de") >= 9);
        Assert.All(heard.Posts, post => Assert.True(post.Practice));
        Assert.All(heard.Posts, post => Assert.InRange(post.PostedAt, _time.GetUtcNow().AddHours(-3), _time.GetUtcNow()));
    }

    [Fact]
    public async Task An_edit_is_heard_as_a_new_version_and_what_does_not_concern_us_is_not_heard()
    {
        var post = _hour.Say("Mira K", "@gridco no power", null);
        _hour.Say("Tom", "What a fine day", null);
        var first = await Hear(null);
        Assert.Equal(post.Id, Assert.Single(first.Posts).NativeId);
        _square.Edit(post.Id, "@gridco still no power");
        var second = await Hear(first.Cursor);
        Assert.Equal(("@gridco still no power", "2"), (Assert.Single(second.Posts).Text, second.Posts[0].Version));
        Assert.Empty((await Hear(second.Cursor)).Posts);
    }

    [Fact]
    public async Task An_answer_sent_twice_under_one_key_stands_once_and_is_not_heard_as_a_mention()
    {
        var post = _hour.Say("Mira K", "@gridco no power", null);
        var network = new SquareNetwork(_square, _time);
        var reply = Reply(SquareNetwork.Read(post, _time.GetUtcNow()));
        Assert.IsType<SendOutcome.Sent>(await network.Reply(reply, CancellationToken.None));
        Assert.IsType<SendOutcome.Sent>(await network.Reply(reply, CancellationToken.None));
        Assert.Equal(2, Assert.Single(_square.Threads(10)).Count);
        Assert.Single((await Hear(null)).Posts);
    }

    [Fact]
    public async Task An_answer_to_a_deleted_post_is_refused_and_the_post_reads_as_absent()
    {
        var post = _hour.Say("Mira K", "@gridco no power", null);
        _square.Delete(post.Id);
        var network = new SquareNetwork(_square, _time);
        Assert.IsType<SendOutcome.Refused>(await network.Reply(Reply(SquareNetwork.Read(post, _time.GetUtcNow())), CancellationToken.None));
        Assert.IsType<PostState.Absent>((await network.Read([post.Id], CancellationToken.None))[post.Id]);
    }

    [Fact]
    public async Task An_answer_that_stands_is_found_again_though_the_post_was_deleted_since()
    {
        var post = _hour.Say("Mira K", "@gridco no power", null);
        var network = new SquareNetwork(_square, _time);
        var reply = Reply(SquareNetwork.Read(post, _time.GetUtcNow()));
        await network.Reply(reply, CancellationToken.None);
        _square.Delete(post.Id);
        Assert.Equal("reply-1", Assert.IsType<SendOutcome.Sent>(await network.Reply(reply, CancellationToken.None)).NativeId);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_or_private_does_not_appear()
    {
        var network = new SquareNetwork(_square, _time);
        var reply = Reply(SquareNetwork.Read(_hour.Say("Mira K", "@gridco no power", null), _time.GetUtcNow()));
        Assert.IsType<SendOutcome.Refused>(await network.Reply(reply with { Text = new string('x', 501) }, CancellationToken.None));
        Assert.IsType<SendOutcome.Refused>(await network.Reply(reply with { Audience = Audience.Private }, CancellationToken.None));
        Assert.Single(Assert.Single(_square.Threads(10)));
    }

    [Fact]
    public async Task Who_speaks_again_under_a_name_of_the_square_is_the_same_customer()
    {
        _hour.Furnish();
        var before = (await Hear(null)).Posts.Single(post => post.Author.Name == "Omar Farouk");
        var again = _hour.Say("omar farouk", "@gridco still nothing", before.NativeId);
        Assert.Equal(("omar_f", "Omar Farouk", 410, before.NativeId), (again.Handle, again.Name, again.Followers, again.Thread));
    }

    [Fact]
    public async Task Nobody_speaks_in_our_name_and_a_language_nobody_told_is_not_made_up()
    {
        _hour.Say("GridCo", "@gridco it is me", null);
        var post = Assert.Single((await Hear(null)).Posts);
        Assert.Equal(("somebody", null), (post.Author.Handle, post.Language));
    }

    [Fact]
    public void The_scripted_hour_plays_its_lines_at_their_minutes_and_goes_on_after_a_restart()
    {
        _hour.Start();
        _time.Advance(TimeSpan.FromMinutes(5));
        _hour.Play();
        Assert.Equal(5, _hour.Played);
        var restarted = new SquareHour(_square, _time);
        _time.Advance(TimeSpan.FromHours(1));
        restarted.Play();
        restarted.Play();
        Assert.Equal((13, false), (restarted.Played, restarted.Running));
    }

    [Fact, Fault(33)]
    public void Hostile_words_are_text_on_the_page()
    {
        _hour.Say("<b>Eve</b>", "@gridco <script>alert(1)</script>", null);
        var page = SquarePage.Draw(_square, _hour, ("t", "v"), _time.GetUtcNow(), null, null);
        Assert.DoesNotContain("<script>alert", page);
        Assert.DoesNotContain("<b>Eve", page);
        Assert.Contains("&lt;script&gt;alert(1)", page);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    private Task<Heard> Hear(string? cursor) => new SquareSource(_square, _time).Fetch(cursor, CancellationToken.None);

    private static OutgoingReply Reply(Post parent) => new()
    {
        Id = new ReplyId(Guid.Empty),
        Key = "reply-1",
        Text = "We are on it. ^AB",
        Audience = Audience.Public,
        Parent = parent,
        CreatedAt = TheBot.Monday9,
    };
}
