namespace InboundFilter.Portal.Ports;

/// <summary>The administrator's list files: read, search, change. Thread-safe; what is changed counts once the daemon has read it anew, within seconds.</summary>
public interface IListDesk
{
    /// <summary>The files that the configuration reads, in its order.</summary>
    IReadOnlyList<ListFileView> Files { get; }

    /// <summary>The text of a file with what is wrong in it; null when the configuration does not read it.</summary>
    Task<ListTextView?> ReadAsync(string file, CancellationToken cancellation);

    /// <summary>Entries in force that cover a subject: an address, network, AS number, domain, sender or host name, as <c>lists find</c> does.</summary>
    Task<IReadOnlyList<ListHit>> FindAsync(string subject, CancellationToken cancellation);

    /// <summary>What adding or removing an entry would change, or has changed.</summary>
    /// <param name="change">The entry.</param>
    /// <param name="isTrial">Change nothing, only say what would be.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ListChangeResult> ChangeAsync(ListChange change, bool isTrial, CancellationToken cancellation);

    /// <summary>Puts a whole text in the place of a file's, unless somebody else changed it meanwhile or it has errors.</summary>
    /// <param name="file">As in <see cref="Files"/>.</param>
    /// <param name="text">The new text.</param>
    /// <param name="version">That of the text that was edited, <see cref="ListTextView.Version"/>.</param>
    /// <param name="isTrial">Change nothing, only say what would be wrong.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ListChangeResult> ReplaceAsync(string file, string text, string version, bool isTrial, CancellationToken cancellation);
}
