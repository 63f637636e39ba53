using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Settings;
using SocialCareBot.Tests.World;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>The credentials in place of a secret, as far as they can be shown without Microsoft: what is asked, of whom, signed with what.</summary>
public sealed class Proving_who_we_are : IDisposable
{
    private static readonly TeamsFrontSettings Settings = new() { AppId = FakeTeamsIssuer.AppId, Tenant = FakeTeams.Tenant };
    private readonly FakeEntra _entra = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("care-cert").FullName;
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;

    public Proving_who_we_are()
    {
        var request = new CertificateRequest("CN=care-bot", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _certificate = request.CreateSelfSigned(TheBot.Monday9.AddYears(-20), TheBot.Monday9.AddYears(20));
    }

    public static TheoryData<string> Files => ["care.pfx", "locked.pfx", "care.pem", "locked.pem"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task With_a_certificate_the_request_carries_a_statement_signed_with_its_key_and_no_secret(string name)
    {
        var settings = Settings with { Certificate = $"file:{Write(name)}", CertificatePassword = name.StartsWith("locked", StringComparison.Ordinal) ? $"file:{Password()}" : null };
        using var certificate = TeamsCredentials.Certificate(settings)!;
        var teams = new TeamsSettings { AppId = settings.AppId, Tenant = settings.Tenant, Certificate = certificate };
        Assert.Empty(teams.Problems());
        Assert.Equal("token-1", await new MsalToken(teams, new StandingClock(), _entra).Get(false, default));
        var (address, form) = Assert.Single(_entra.Asked);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        Assert.DoesNotContain("client_secret", form.Keys);
        var judged = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            IssuerSigningKey = new RsaSecurityKey(_key.ExportParameters(includePrivateParameters: false)),
            ValidIssuer = settings.AppId,
            ValidAudience = address,
        });
        Assert.True(judged.IsValid, judged.Exception?.Message);
        Assert.Equal(settings.AppId, judged.Claims["sub"]);
    }

    [Fact]
    public async Task A_managed_identity_is_asked_of_the_machine_for_our_resource_under_its_client_id()
    {
        var settings = new TeamsSettings { AppId = FakeTeamsIssuer.AppId, Tenant = FakeTeams.Tenant, ManagedIdentity = FakeTeamsIssuer.AppId };
        Assert.Empty(settings.Problems());
        var source = new MsalToken(settings, new StandingClock(), _entra);
        Assert.StartsWith("token-", await source.Get(false, default), StringComparison.Ordinal);
        var (address, form) = _entra.Asked[^1];
        Assert.Equal("http://169.254.169.254/metadata/identity/oauth2/token", address);
        Assert.Equal((FakeTeamsIssuer.AppId, "https://api.botframework.com"), (form["client_id"], form["resource"]));
        var asked = _entra.Asked.Count;
        await source.Get(false, default);
        Assert.Equal(asked, _entra.Asked.Count);
        await source.Get(true, default);
        Assert.Equal(asked + 1, _entra.Asked.Count);
    }

    [Fact]
    public async Task A_managed_identity_that_is_refused_is_lasting_and_names_no_token()
    {
        _entra.Refuse = HttpStatusCode.BadRequest;
        _entra.Body = """{"error":"invalid_request","error_description":"Identity not found"}""";
        var source = new MsalToken(new TeamsSettings { AppId = FakeTeamsIssuer.AppId, Tenant = FakeTeams.Tenant, ManagedIdentity = FakeTeamsIssuer.AppId }, new StandingClock(), _entra);
        Assert.True((await Assert.ThrowsAsync<TeamsTokenException>(() => source.Get(false, default))).Lasting);
    }

    [Fact]
    public void A_certificate_that_cannot_be_used_is_named_with_its_file_and_its_reason()
    {
        Refuses(Settings with { Certificate = "file:/nowhere/care.pfx" }, "which is not there");
        Refuses(Settings with { Certificate = $"file:{Write("locked.pfx")}" }, "cannot be read");
        Refuses(Settings with { Certificate = $"file:{Write("public.pem")}" }, "cannot be read");
        Refuses(Settings with { Certificate = $"file:{Write("words.pem")}" }, "cannot be read");
        Assert.Null(TeamsCredentials.Certificate(new TeamsFrontSettings { Certificate = "file:/nowhere" }));
        using var bare = X509CertificateLoader.LoadCertificate(_certificate.RawData);
        Assert.Contains("no private key", Assert.Single(new TeamsSettings { AppId = FakeTeamsIssuer.AppId, Tenant = FakeTeams.Tenant, Certificate = bare }.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_asked_for_only_where_nothing_takes_its_place()
    {
        Assert.Throws<SettingsException>(() => TeamsCredentials.Secret(Settings));
        Assert.Null(TeamsCredentials.Secret(Settings with { Certificate = "file:/x" }));
        Assert.Null(TeamsCredentials.Secret(Settings with { ManagedIdentity = FakeTeamsIssuer.AppId }));
        Assert.Null(TeamsCredentials.Secret(new TeamsFrontSettings()));
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        _entra.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Refuses(TeamsFrontSettings settings, string reason)
    {
        var refused = Assert.Throws<SettingsException>(() => TeamsCredentials.Certificate(settings));
        Assert.StartsWith("Care:Teams:Certificate", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private string Password() => Write("password", System.Text.Encoding.UTF8.GetBytes("hunter2\n"));

    private string Write(string name) => Write(name, name switch
    {
        "care.pfx" => _certificate.Export(X509ContentType.Pkcs12),
        "locked.pfx" => _certificate.Export(X509ContentType.Pkcs12, "hunter2"),
        "care.pem" => Pem(_key.ExportPkcs8PrivateKeyPem()),
        "locked.pem" => Pem(_key.ExportEncryptedPkcs8PrivateKeyPem("hunter2", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000))),
        "public.pem" => Pem(""),
        _ => "not a certificate at all"u8.ToArray(),
    });

    private byte[] Pem(string key) => System.Text.Encoding.ASCII.GetBytes($"{_certificate.ExportCertificatePem()}\n{key}\n");

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
