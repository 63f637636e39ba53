using Microsoft.AspNetCore.Routing;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>The read-only JSON API of the desk.</summary>
public static class CasesApi
{
    private const int MostPerPage = 200;
    private const string States = "open, new, claimed, waiting, resolved";

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/cases").WithTags("Cases");
        api.MapGet("", List)
            .WithSummary("Cases, newest first; open ones most urgent first.")
            .WithDescription($"state: one of {States}; without it all. page counts from 1, size is 1 to {MostPerPage}.")
            .Produces<ApiPage>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/{number}", One)
            .WithSummary("A case with its posts and its log, by C-128 or 128.")
            .Produces<ApiCaseDetail>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult List(Database database, People people, string? state = null, int page = 1, int size = 50)
    {
        if (page < 1 || page > int.MaxValue / MostPerPage || size is < 1 or > MostPerPage)
            return Results.Problem($"page counts from 1, and size is 1 to {MostPerPage}.", statusCode: StatusCodes.Status400BadRequest);
        var open = string.Equals(state, "open", StringComparison.OrdinalIgnoreCase);
        CaseStatus? status = Enum.GetNames<CaseStatus>().Contains(state, StringComparer.OrdinalIgnoreCase) ? FormChoices.Parse<CaseStatus>(state) : null;
        if (state is not null && !open && status is null)
            return Results.Problem($"There is no state \"{state}\". There are: {States}.", statusCode: StatusCodes.Status400BadRequest);
        var skip = (page - 1) * size;
        var (lines, counts) = database.Read(session => (
            open ? CaseQueries.Open(session, skip, size) : CaseQueries.ByStatus(session, status, skip, size),
            CaseQueries.Counts(session)));
        var total = counts.Where(count => open ? count.Key != CaseStatus.Resolved : status is null || count.Key == status).Sum(count => count.Value);
        return Results.Ok(new ApiPage(page, size, total, [.. lines.Select(line => ApiCase.Of(line, people))]));
    }

    private static IResult One(string number, Database database, DeskFacts facts, TimeProvider time)
    {
        var now = time.Now();
        return database.Read(session => CaseStore.Find(session, number) is { } c ? CaseView.Read(session, c.Id, now) : null) is { } found
            ? Results.Ok(Detail(found, facts, now))
            : Results.Problem($"There is no case {number}.", statusCode: StatusCodes.Status404NotFound);
    }

    private static ApiCaseDetail Detail(CaseView view, DeskFacts facts, DateTimeOffset now)
    {
        var line = new QueueLine { Case = view.Case, Post = view.Last, UpdatedAt = view.Log[^1].At };
        return new ApiCaseDetail(
            ApiCase.Of(line, facts.People),
            [.. view.Posts.Select(post => new ApiPost(post.Post.NativeId, post.Post.PostedAt, post.Post.Text, post.Post.Url, post.Edits, post.GoneAt))],
            [.. view.Log.Select(entry => Line(entry, view, facts, now))]);
    }

    private static ApiLogLine Line(LogLine entry, CaseView view, DeskFacts facts, DateTimeOffset now) => new(
        entry.Seq,
        entry.At,
        entry.Kind,
        entry.Actor is { } actor ? facts.People.Name(actor) : null,
        entry.Front,
        LogWords.Say(entry, facts.People, facts.Rules.Clock(view.Case.Route), now),
        entry.Event?.Text is { } body ? view.Bodies.GetValueOrDefault(body) : null,
        entry.Hash);
}
