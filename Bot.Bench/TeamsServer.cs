using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Store;
using SocialCareBot.Wiring;

namespace SocialCareBot.Bench;

/// <summary>The whole bot with Teams as its chat, and beside it a server that plays the issuer of tokens and has an endpoint that makes the same token check and nothing else.</summary>
internal static class TeamsServer
{
    public const string Tenant = "5d0d4c0e-7d0c-4a52-9b21-000000000001";
    public const string User = "5d0d4c0e-7d0c-4a52-9b21-000000000002";
    public const string Service = "http://127.0.0.1:9/";
    private const string AppId = "5d0d4c0e-7d0c-4a52-9b21-000000000003";
    private const string Issuer = "https://api.botframework.com";
    private const string Kid = "bench";

    /// <summary>Serves claims until its input ends. Its first lines: the address of the bare endpoint, that of the bot, the token, and the cases' ids, parted by spaces.</summary>
    public static async Task<int> Run(int cases, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("care-teams").FullName;
        using var rsa = RSA.Create(2048);
        var claimed = 0;
        var key = new RsaSecurityKey(rsa) { KeyId = Kid };
        await using (var beside = await Beside(key, time))
        {
            var (issuer, door) = (beside.Urls.First(), $"http://127.0.0.1:{SlackServer.FreePort()}");
            await using var bot = await House.Build(CareHost.Create(Settings(folder, issuer, door)), time, CancellationToken.None);
            await bot.StartAsync();
            var ids = await SlackServer.Cases(bot.Services, cases, time);
            Console.WriteLine($"{issuer}/bare");
            Console.WriteLine($"{door}/api/messages");
            Console.WriteLine(Token(key, time.GetUtcNow()));
            Console.WriteLine(string.Join(' ', ids));
            await Console.In.ReadToEndAsync();
            claimed = bot.Services.GetRequiredService<Database>().Read(session => session.First<int>("select count(*) from case_log where kind = 'Claimed'"));
            await bot.StopAsync();
        }
        Directory.Delete(folder, recursive: true);
        return claimed == cases ? 0 : throw new InvalidOperationException($"{cases} cases were to be claimed, and {claimed} were.");
    }

    private static async Task<WebApplication> Beside(RsaSecurityKey key, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        TokenValidator? validator = null;
        app.MapGet("/metadata", (HttpContext context) => Results.Text(JsonSerializer.Serialize(new { issuer = Issuer, jwks_uri = $"http://{context.Request.Host}/keys" }), "application/json"));
        app.MapGet("/keys", () => Results.Text(Keys(key), "application/json"));
        app.MapPost("/bare", async (HttpContext context) =>
        {
            var verdict = await validator!.Validate(context.Request.Headers.Authorization, context.RequestAborted);
            context.Response.StatusCode = verdict.Token is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK;
        });
        await app.StartAsync();
        var settings = new TeamsSettings { AppId = AppId, Issuer = Issuer, OpenIdMetadata = new Uri($"{app.Urls.First()}/metadata"), Development = true };
        validator = new TokenValidator(settings, new SigningKeys(SigningKeys.Client(), settings, time, NullLogger<SigningKeys>.Instance), time);
        return app;
    }

    private static string Keys(RsaSecurityKey key)
    {
        var parts = key.Rsa.ExportParameters(false);
        var published = new { kty = "RSA", use = "sig", kid = Kid, n = Base64UrlEncoder.Encode(parts.Modulus), e = Base64UrlEncoder.Encode(parts.Exponent), endorsements = new[] { "msteams" } };
        return JsonSerializer.Serialize(new { keys = new[] { published } });
    }

    private static string Token(RsaSecurityKey key, DateTimeOffset now) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = AppId,
        NotBefore = now.UtcDateTime.AddMinutes(-1),
        IssuedAt = now.UtcDateTime,
        Expires = now.UtcDateTime.AddHours(1),
        Claims = new Dictionary<string, object> { ["serviceurl"] = Service },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
    });

    private static string[] Settings(string folder, string issuer, string door)
    {
        Environment.SetEnvironmentVariable("BENCH_TOKEN", "unused");
        Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
        var file = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(
            file,
            $$"""
            {
              "Logging": { "LogLevel": { "Default": "Error" } },
              "Care": {
                "Public": { "Url": "{{door}}" },
                "Routes": [ { "Name": "care", "Zone": "Europe/Berlin" } ],
                "People": [ { "Name": "Ana Brandt", "Teams": { "Tenant": "{{Tenant}}", "AadObjectId": "{{User}}" } } ],
                "Teams": { "AppId": "{{AppId}}", "Secret": "env:BENCH_TOKEN", "FixedToken": "env:BENCH_TOKEN", "Tenant": "{{Tenant}}", "OpenIdMetadata": "{{issuer}}/metadata", "Issuer": "{{Issuer}}" }
              }
            }
            """);
        return [$"--Care:Settings={file}", $"--urls=http://127.0.0.1:{SlackServer.FreePort()}"];
    }
}
