using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>Modals, at most three above each other, and home pages. Called with the memory locked.</summary>
public sealed partial class FakeSlack
{
    private const int DeepestStack = 3;

    /// <summary>The modals in front of each person, the newest last.</summary>
    private readonly Dictionary<string, List<FakeSlackView>> _modals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FakeSlackView> _homes = new(StringComparer.Ordinal);

    /// <summary>The modal in front of a person; null: none is open.</summary>
    public FakeSlackView? Modal(FakeSlackPerson person) => Modals(person) is [.., var top] ? top : null;

    /// <summary>All modals in front of a person, the newest last.</summary>
    public IReadOnlyList<FakeSlackView> Modals(FakeSlackPerson person)
    {
        lock (_memory)
            return [.. Stack(person.Id)];
    }

    /// <summary>A person's home page in a workspace; null: never published.</summary>
    public FakeSlackView? Home(FakeSlackPerson person, FakeSlackTeam? team = null)
    {
        lock (_memory)
            return _homes.GetValueOrDefault($"{team?.Id ?? person.Team} {person.Id}");
    }

    private Reply OpenView(FakeSlackCall call, bool push)
    {
        if (call["trigger_id"].Length == 0)
            return Reply.Error("invalid_arguments", "[ERROR] missing required field: trigger_id");
        if (Flaw(call.Part("view"), "modal") is { } flaw)
            return flaw;
        if (Spend(call["trigger_id"], call.Team, out var person) is { } refusal)
            return refusal;
        var stack = Stack(person);
        if (push && stack.Count == 0)
            return Reply.Error("not_found");
        if (stack.Count >= DeepestStack)
            return Reply.Error("push_limit_reached");
        if (call.Part("view")!["external_id"]?.ToString() is { Length: > 0 } external && Find(call.Team, null, external) is not null)
            return Reply.Error("duplicate_external_id");
        return Shown(Put(stack, call.Team, person, call.Part("view")!));
    }

    private FakeSlackView Put(List<FakeSlackView> stack, string team, string person, JsonNode body)
    {
        var id = NewId("V");
        var view = new FakeSlackView(id, team, person, stack.Count > 0 ? stack[0].Id : id, NewId("hash"), JsonSerializer.SerializeToElement(body));
        stack.Add(view);
        return view;
    }

    private Reply UpdateView(FakeSlackCall call)
    {
        if (call["view_id"].Length == 0 && call["external_id"].Length == 0)
            return Reply.Error("invalid_arguments", "[ERROR] must provide view_id or external_id");
        if (Flaw(call.Part("view"), "modal") is { } flaw)
            return flaw;
        if (Find(call.Team, call["view_id"], call["external_id"]) is not { } view)
            return Reply.Error("not_found");
        if (call["hash"] is { Length: > 0 } hash && hash != view.Hash)
            return Reply.Error("hash_conflict");
        return Shown(Redraw(view, call.Part("view")!));
    }

    private FakeSlackView Redraw(FakeSlackView view, JsonNode body)
    {
        var stack = Stack(view.Person);
        return stack[stack.FindIndex(one => one.Id == view.Id)] = view with { Hash = NewId("hash"), Body = JsonSerializer.SerializeToElement(body) };
    }

    private FakeSlackView? Find(string team, string? id, string? external) => _modals.Values.SelectMany(stack => stack).FirstOrDefault(view =>
        view.Team == team && (view.Id == id || (external is { Length: > 0 } && FakeSlackCard.At(view.Body, "external_id").ToString() == external)));

    private Reply PublishHome(FakeSlackCall call)
    {
        if (Flaw(call.Part("view"), "home") is { } flaw)
            return flaw;
        var person = call["user_id"];
        if (!_people.Exists(one => one.Id == person && one.Team == call.Team))
            return Reply.Error("user_not_found");
        var key = $"{call.Team} {person}";
        var old = _homes.GetValueOrDefault(key);
        if (call["hash"] is { Length: > 0 } hash && hash != old?.Hash)
            return Reply.Error("hash_conflict");
        var id = old?.Id ?? NewId("V");
        return Shown(_homes[key] = new FakeSlackView(id, call.Team, person, id, NewId("hash"), JsonSerializer.SerializeToElement(call.Part("view"))));
    }

    private static Reply? Flaw(JsonNode? view, string kind)
    {
        if (view is not JsonObject)
            return Reply.Error("invalid_arguments", "[ERROR] view is no object");
        var problems = FakeSlackBlocks.OfView(view, kind);
        return problems.Count > 0 ? Reply.Error("invalid_arguments", problems) : null;
    }

    private Reply Shown(FakeSlackView view) => Reply.Ok(new JsonObject { ["view"] = Described(view) });

    private JsonObject Described(FakeSlackView view, JsonObject? state = null)
    {
        var described = JsonSerializer.SerializeToNode(view.Body)!.AsObject();
        var stack = Stack(view.Person);
        var at = stack.FindIndex(one => one.Id == view.Id);
        (described["id"], described["team_id"], described["app_id"], described["hash"]) = (view.Id, view.Team, AppId, view.Hash);
        (described["root_view_id"], described["previous_view_id"]) = (view.Stack, at > 0 ? stack[at - 1].Id : null);
        (described["bot_id"], described["app_installed_team_id"]) = (_teams.Find(team => team.Id == view.Team)!.BotId, view.Team);
        (described["callback_id"], described["private_metadata"]) = (described["callback_id"]?.ToString() ?? "", described["private_metadata"]?.ToString() ?? "");
        described["state"] = new JsonObject { ["values"] = state?.DeepClone() ?? FakeSlackCard.State(view.Body, new Dictionary<string, string>()) };
        return described;
    }

    private List<FakeSlackView> Stack(string person)
    {
        if (!_modals.TryGetValue(person, out var stack))
            _modals[person] = stack = [];
        return stack;
    }
}
