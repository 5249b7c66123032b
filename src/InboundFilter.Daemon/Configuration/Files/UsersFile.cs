namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>users.yaml: who may sign in to the pages for administrators. Written by <c>inboundfilter user</c>.</summary>
internal sealed record UsersFile
{
    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, UserOptions> Users { get; init; } = new Dictionary<string, UserOptions>();
}
