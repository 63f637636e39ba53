using System.Net;
using System.Text.Json;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Web;

public sealed class The_api
{
    [Fact]
    public async Task Cases_come_in_pages_each_with_its_number()
    {
        await using var site = await DeskSite.Start();
        for (var i = 1; i <= 5; i++)
            site.Bot.Post($"No power at number {i}", $"p{i}", $"author{i}");
        await site.Bot.Tick();
        var first = await Json(site, "/api/cases?page=1&size=2");
        Assert.Equal(5, first.GetProperty("total").GetInt32());
        Assert.Equal(["C-5", "C-4"], Numbers(first));
        Assert.Equal(["C-1"], Numbers(await Json(site, "/api/cases?page=3&size=2")));
        Assert.Empty(Numbers(await Json(site, "/api/cases?page=4&size=2")));
    }

    [Fact]
    public async Task Cases_are_asked_for_by_state()
    {
        await using var site = await DeskSite.Start();
        site.Bot.Post("No power here", "p1", "a");
        site.Bot.Post("No power there", "p2", "b");
        await site.Bot.Tick();
        await site.Bot.Click(CardVerbs.Claim, site.Bot.Ana, 2);
        await site.Bot.Click(CardVerbs.Resolve, site.Bot.Ana, 1, (InputNames.ResolveReason, "fixed"));
        Assert.Equal(["C-2"], Numbers(await Json(site, "/api/cases?state=claimed")));
        Assert.Equal(["C-1"], Numbers(await Json(site, "/api/cases?state=resolved")));
        var open = await Json(site, "/api/cases?state=open");
        Assert.Equal(["C-2"], Numbers(open));
        Assert.Equal("Ana Brandt", open.GetProperty("items")[0].GetProperty("owner").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_case_is_found_by_either_form_of_its_number_and_brings_its_log()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint("No power since six");
        await site.Bot.Click(CardVerbs.Note, site.Bot.Ana, 1, (InputNames.Note, "She called twice"));
        var found = await Json(site, "/api/cases/C-1");
        Assert.Equal(found.GetRawText(), (await Json(site, "/api/cases/1")).GetRawText());
        Assert.Equal("C-1", found.GetProperty("number").GetString());
        Assert.Equal("C-1", found.GetProperty("case").GetProperty("number").GetString());
        Assert.Equal("No power since six", found.GetProperty("posts")[0].GetProperty("text").GetString());
        var note = found.GetProperty("log")[1];
        Assert.Equal(("Noted", "Ana Brandt", "She called twice"), (note.GetProperty("kind").GetString(), note.GetProperty("by").GetString(), note.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_answered_is_a_problem_document()
    {
        await using var site = await DeskSite.Start();
        (string, int)[] asked =
        [
            ("/api/cases/C-99", 404), ("/api/cases/nonsense", 404), ("/api/cases/C-1/secrets", 404), ("/api/cases?state=angry", 400), ("/api/cases?state=0", 400),
            ("/api/cases?page=0", 400), ("/api/cases?page=2000000000", 400), ("/api/cases?size=201", 400), ("/api/cases?page=x", 400),
        ];
        foreach (var (path, status) in asked)
        {
            using var answer = await site.Browser.GetAsync(path);
            Assert.Equal((path, status, "application/problem+json"), (path, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task The_api_changes_nothing()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
        {
            using var request = new HttpRequestMessage(method, "/api/cases/C-1");
            using var answer = await site.Browser.SendAsync(request);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Its_description_names_what_there_is_and_nothing_else()
    {
        await using var site = await DeskSite.Start();
        var described = await Json(site, "/openapi/v1.json");
        Assert.Equal(
            ["/api/cases", "/api/cases/{number}", "/health/live", "/health/ready"],
            described.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    private static async Task<JsonElement> Json(DeskSite site, string path)
    {
        using var document = JsonDocument.Parse(await site.Page(path));
        return document.RootElement.Clone();
    }

    private static IEnumerable<string?> Numbers(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString());
}
