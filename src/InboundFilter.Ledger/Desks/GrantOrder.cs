
namespace InboundFilter.Ledger.Desks;

/// <summary>What an administrator grants.</summary>
/// <param name="Scope">Whom; see <see cref="ActiveBlocks.WithinAsync"/> for what it covers.</param>
/// <param name="Reason">Why, for his colleagues.</param>
/// <param name="By">Who.</param>
/// <param name="Until">Null: until it is revoked.</param>
public sealed record GrantOrder(Subject Scope, string Reason, string By, DateTimeOffset? Until)
{
    /// <summary>What the sender of the request is told; null: the reason.</summary>
    public string? Answer { get; init; }
}
