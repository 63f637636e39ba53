using System.Text.Json.Serialization;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>Source-generated JSON of the block model: snake case, no nulls.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<Block>))]
[JsonSerializable(typeof(BlockView))]
internal sealed partial class BlockJson : JsonSerializerContext;
