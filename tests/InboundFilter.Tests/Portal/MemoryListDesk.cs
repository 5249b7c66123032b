using InboundFilter.Portal.Ports;

namespace InboundFilter.Tests.Portal;

/// <summary>List files in memory: shows what a test put there and remembers what was to be changed.</summary>
internal sealed class MemoryListDesk : IListDesk
{
    public List<ListFileView> Known { get; } = [];

    public Dictionary<string, ListTextView> Texts { get; } = [];

    public List<ListHit> Hits { get; } = [];

    /// <summary>What was asked to be added or removed, and whether it was a trial.</summary>
    public List<(ListChange Change, bool IsTrial)> Changes { get; } = [];

    /// <summary>What was asked to be replaced.</summary>
    public List<(string File, string Text, string Version, bool IsTrial)> Replacements { get; } = [];

    /// <summary>The answer to a change.</summary>
    public Func<bool, ListChangeResult>? Answer { get; set; }

    public IReadOnlyList<ListFileView> Files => Known;

    public Task<ListTextView?> ReadAsync(string file, CancellationToken cancellation) => Task.FromResult(Texts.GetValueOrDefault(file));

    public Task<IReadOnlyList<ListHit>> FindAsync(string subject, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ListHit>>([.. Hits]);

    public Task<ListChangeResult> ChangeAsync(ListChange change, bool isTrial, CancellationToken cancellation)
    {
        Changes.Add((change, isTrial));
        return Task.FromResult(Give(isTrial));
    }

    public Task<ListChangeResult> ReplaceAsync(string file, string text, string version, bool isTrial, CancellationToken cancellation)
    {
        Replacements.Add((file, text, version, isTrial));
        return Task.FromResult(Give(isTrial));
    }

    private ListChangeResult Give(bool isTrial) => Answer?.Invoke(isTrial) ?? throw new InvalidOperationException("no answer was set");
}
