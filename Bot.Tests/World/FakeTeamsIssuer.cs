using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>What goes into a token, right or wrong.</summary>
public sealed record FakeToken
{
    public string Algorithm { get; init; } = "RS256";
    public string? Kid { get; init; }
    public string? Issuer { get; init; } = FakeTeamsIssuer.Name;
    public string? Audience { get; init; } = FakeTeamsIssuer.AppId;
    public string? ServiceUrl { get; init; }
    public DateTimeOffset? NotBefore { get; init; }
    public DateTimeOffset? Expires { get; init; }

    /// <summary>For the HS algorithms.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Null: the issuer's current key.</summary>
    public RSA? SignedWith { get; init; }
}

/// <summary>An issuer of our own in place of login.botframework.com: metadata, keys with endorsements, and tokens signed with them.</summary>
public sealed class FakeTeamsIssuer(TimeProvider time) : IDisposable
{
    public const string Name = "https://api.botframework.com";
    public const string AppId = "3b5e7f0c-1d2a-4c6b-8e9f-0a1b2c3d4e5f";

    /// <summary>Making a key is slow, so all issuers take theirs from here; which one never matters.</summary>
    private static readonly Lazy<RSAParameters>[] Made = [.. Enumerable.Range(0, 8).Select(_ => new Lazy<RSAParameters>(Make))];

    private readonly Dictionary<string, (RSA Key, string[] Endorsements)> _keys = new(StringComparer.Ordinal);
    private int _made;
    private int _fetches;

    public string CurrentKid { get; private set; } = "";

    /// <summary>The metadata host does not answer.</summary>
    public bool Down { get; set; }

    /// <summary>How often the keys were fetched.</summary>
    public int Fetches => _fetches;

    public Uri Metadata { get; init; } = new("https://issuer.test/v1/.well-known/openidconfiguration");

    /// <summary>Publishes a further key and, unless told otherwise, signs with it from now on.</summary>
    public string AddKey(string[] endorsements, bool current = true)
    {
        lock (_keys)
        {
            var kid = $"key-{++_made}";
            _keys[kid] = (RSA.Create(Made[_made % Made.Length].Value), endorsements);
            if (current)
                CurrentKid = kid;
            return kid;
        }
    }

    /// <summary>A new key in place of all earlier ones.</summary>
    public string Rotate()
    {
        lock (_keys)
            _keys.Clear();
        return AddKey(["msteams"]);
    }

    /// <summary>Another key under the id of the current one.</summary>
    public void Reforge()
    {
        lock (_keys)
        {
            var endorsements = _keys[CurrentKid].Endorsements;
            _made++;
            _keys[CurrentKid] = (RSA.Create(Made[_made % Made.Length].Value), endorsements);
        }
    }

    /// <summary>The public half in PEM, as an attacker knows it.</summary>
    public byte[] PublicPem() => Encoding.ASCII.GetBytes(_keys[CurrentKid].Key.ExportSubjectPublicKeyInfoPem());

    /// <summary>A token as Teams would send it for this service address.</summary>
    public string Token(string serviceUrl) => Token(new FakeToken
    {
        Kid = CurrentKid,
        ServiceUrl = serviceUrl,
        NotBefore = time.GetUtcNow().AddMinutes(-1),
        Expires = time.GetUtcNow().AddHours(1),
    });

    /// <summary>A token exactly as told.</summary>
    public string Token(FakeToken token)
    {
        var header = new JsonObject { ["alg"] = token.Algorithm, ["typ"] = "JWT", ["kid"] = token.Kid };
        var payload = new JsonObject
        {
            ["iss"] = token.Issuer,
            ["aud"] = token.Audience,
            ["serviceurl"] = token.ServiceUrl,
            ["nbf"] = token.NotBefore?.ToUnixTimeSeconds(),
            ["exp"] = token.Expires?.ToUnixTimeSeconds(),
        };
        foreach (var absent in payload.Where(member => member.Value is null).Select(member => member.Key).ToList())
            payload.Remove(absent);
        var signed = $"{Base64Url(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Base64Url(Encoding.UTF8.GetBytes(payload.ToJsonString()))}";
        return $"{signed}.{Base64Url(Sign(token, Encoding.ASCII.GetBytes(signed)))}";
    }

    private byte[] Sign(FakeToken token, byte[] data)
    {
        lock (_keys)
        {
            var key = token.SignedWith ?? _keys[CurrentKid].Key;
            return token.Algorithm switch
            {
                "RS256" => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                "RS384" => key.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
                "RS512" => key.SignData(data, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
                "PS256" => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
                "HS256" => HMACSHA256.HashData(token.Secret ?? [], data),
                _ => [],
            };
        }
    }

    /// <summary>The metadata document.</summary>
    public string MetadataJson() => new JsonObject { ["issuer"] = Name, ["jwks_uri"] = new Uri(Metadata, "keys").AbsoluteUri }.ToJsonString();

    /// <summary>The keys as published now.</summary>
    public string KeysJson()
    {
        Interlocked.Increment(ref _fetches);
        lock (_keys)
        {
            return JsonSerializer.Serialize(new
            {
                keys = _keys.Select(pair => new
                {
                    kty = "RSA",
                    use = "sig",
                    kid = pair.Key,
                    n = Base64Url(pair.Value.Key.ExportParameters(false).Modulus!),
                    e = Base64Url(pair.Value.Key.ExportParameters(false).Exponent!),
                    endorsements = pair.Value.Endorsements,
                }),
            });
        }
    }

    /// <summary>A client that reaches this issuer without a network.</summary>
    public HttpClient Client() => new(new Door(this));

    public void Dispose()
    {
        foreach (var (key, _) in _keys.Values)
            key.Dispose();
    }

    private static RSAParameters Make()
    {
        using var key = RSA.Create(2048);
        return key.ExportParameters(true);
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private sealed class Door(FakeTeamsIssuer issuer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // As on a real wire, the answer never comes at once: callers who meet must share one fetch.
            await Task.Yield();
            if (issuer.Down)
                throw new HttpRequestException("The issuer is down.");
            var json = request.RequestUri == issuer.Metadata ? issuer.MetadataJson() : issuer.KeysJson();
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json) };
        }
    }
}
