using System.CommandLine;
using SocialCareBot.Wiring;

var doctor = new Command("doctor", "Looks at settings, store, accounts, chat and people. Posts nothing; fails when anything fails.") { TreatUnmatchedTokensAsErrors = false };
var trial = new TrialPost(doctor);
doctor.SetAction((parsed, ct) => With(args, (app, host) => trial.Asked(parsed) is { } post ? trial.Explain(app, post, Console.Out) : Doctor.Examine(app, host, Console.Out, ct), ct));
var root = new RootCommand("SocialCareBot brings public complaints to the care team, and its answers back.") { TreatUnmatchedTokensAsErrors = false };
root.Subcommands.Add(doctor);
root.Subcommands.Add(HealthCommand.Command());
root.Subcommands.Add(Manifests.Command(args));
root.Subcommands.Add(PolicyCommands.Command(args, TimeProvider.System, With));
root.Subcommands.Add(BackupCommands.Backup(args));
root.Subcommands.Add(BackupCommands.Restore(args, TimeProvider.System));
root.SetAction((_, ct) => With(args, (app, _) => Serve(app, ct), ct));
return await root.Parse(args).InvokeAsync();

static async Task<int> Serve(WebApplication app, CancellationToken ct)
{
    await app.RunAsync(ct);
    return 0;
}

static Task<int> With(string[] args, Func<WebApplication, CareHost, Task<int>> work, CancellationToken ct) => Mistakes.Say(async () =>
{
    var host = CareHost.Create([.. args.Where(arg => arg != "doctor")]);
    await using var app = await House.Build(host, TimeProvider.System, ct);
    return await work(app, host);
});
