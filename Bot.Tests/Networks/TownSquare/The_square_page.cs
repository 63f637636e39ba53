using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Networks.TownSquare;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Networks.TownSquare;

/// <summary>The page as a browser without scripts meets it.</summary>
public sealed partial class The_square_page : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("square").FullName;
    private readonly FakeTime _time = new(TheBot.Monday9);
    private WebApplication _app = null!;
    private HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(_time).AddAntiforgery().AddTownSquare(_folder);
        _app = builder.Build();
        _app.MapTownSquare();
        await _app.StartAsync();
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    [Fact]
    public async Task Every_form_works_with_the_pages_token_and_leads_back_to_the_page()
    {
        Assert.Equal("/square", (await Submit("/square/posts", ("name", "Eve"), ("text", "@gridco <i>dark</i>"))).Headers.Location?.ToString());
        var id = Newest().Id;
        Assert.Contains("@gridco &lt;i&gt;dark&lt;/i&gt;", await Page());
        await Submit($"/square/posts/{id}/edit", ("text", "@gridco light again"));
        Assert.Equal(("@gridco light again", 2), (Newest().Text, Newest().Version));
        await Submit($"/square/posts/{id}/delete");
        Assert.Contains("Eve deleted this post.", await Page());
        await Submit("/square/hour");
        Assert.Contains("The scripted hour is on: 0 of 13 posts so far.", await Page());
        Assert.DoesNotContain("Start the scripted hour", await Page());
    }

    [Theory]
    [InlineData("/square/posts")]
    [InlineData("/square/hour")]
    [InlineData("/square/posts/any/delete")]
    public async Task A_form_from_elsewhere_is_refused(string action)
    {
        using var answer = await _browser.PostAsync(action, new FormUrlEncodedContent([KeyValuePair.Create("name", "Eve"), KeyValuePair.Create("text", "x")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(40, Square.After(0, 100).Count);
        Assert.DoesNotContain("The scripted hour is on", await Page());
    }

    [Fact]
    public async Task What_we_said_is_changed_by_nobody_here()
    {
        var said = Square.Publish(Newest() with { Id = "reply-1", Handle = Square.BrandHandle, Name = "GridCo", Text = "We are on it. ^AB" });
        await Submit("/square/posts/reply-1/edit", ("text", "Never mind"));
        await Submit("/square/posts/reply-1/delete");
        Assert.Equal(said, Square.Find("reply-1"));
    }

    [Theory]
    [InlineData("", "words")]
    [InlineData("   ", "words")]
    [InlineData("Eve", "  ")]
    public async Task Nothing_is_posted_without_a_name_and_words(string name, string text)
    {
        await Submit("/square/posts", ("name", name), ("text", text));
        Assert.Equal(40, Square.After(0, 100).Count);
    }

    [Fact]
    public async Task The_page_has_no_script_and_no_style_of_its_own_and_says_that_it_is_for_practice()
    {
        var page = await Page();
        Assert.Contains("for practice only", page);
        Assert.DoesNotMatch(Inline(), page);
        Assert.Equal(40, Regex.Count(page, "<article", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Square Square => _app.Services.GetRequiredService<Square>();

    private SquarePost Newest() => Square.After(0, 100)[^1];

    private Task<string> Page() => _browser.GetStringAsync("/square");

    private async Task<HttpResponseMessage> Submit(string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await Page()).Groups["token"].Value;
        return await _browser.PostAsync(action, new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("<script(?! src)|<style|\\son[a-z]+=|\\sstyle=|javascript:", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Inline();
}
