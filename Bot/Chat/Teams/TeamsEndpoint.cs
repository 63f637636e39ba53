using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>POST /api/messages: the envelope is opened and checked, the turn taken, the answer written.</summary>
public sealed class TeamsEndpoint(EnvelopeCheck check, TeamsBot bot, TimeProvider time, ILogger<TeamsEndpoint> log)
{
    private const string Wrong = "Something went wrong on our side and was logged. Nothing was sent. Press again, or use the web desk.";

    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes) =>
        routes.Map("/api/messages", (HttpContext context, TeamsEndpoint endpoint) => endpoint.Receive(context));

    private async Task Receive(HttpContext context)
    {
        var opened = await check.Open(context.Request, context.RequestAborted);
        if (opened.Envelope is not { } envelope)
        {
            log.LogInformation("Refused a call to /api/messages with {Status}: {Reason}", opened.Status, opened.Reason);
            context.Response.StatusCode = opened.Status;
            if (opened.Status == StatusCodes.Status405MethodNotAllowed)
                context.Response.Headers.Allow = HttpMethods.Post;
            return;
        }
        var answer = await Turn(envelope, context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        if (answer.Body.Length == 0)
            return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private async Task<InvokeResponse> Turn(Envelope envelope, CancellationToken ct)
    {
        try
        {
            return await bot.Turn(envelope, time.Now(), ct);
        }
        catch (Exception busy) when (busy is WriterBusyException or StillWorkingException)
        {
            // Teams brings it again.
            return new InvokeResponse(503, default);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "The activity {Type} {Name} failed", envelope.Activity.Type, envelope.Activity.Name);
            return envelope.Activity.Type == ActivityTypes.Invoke ? TeamsBot.Say(envelope, Wrong) : new InvokeResponse(503, default);
        }
    }
}
