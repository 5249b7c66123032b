using InboundFilter.Daemon.Output;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Reporting;

/// <summary>What is to be reported.</summary>
/// <param name="File">A report or a message.</param>
/// <param name="Kind">What the message in the file is, whatever lies in it; null when the file is to be read as a report: ARF, else messages attached, else the message itself as spam.</param>
/// <param name="Reporter">Who reports; null for the user of the command.</param>
/// <param name="IsDryRun">Only read and matched; nothing is kept.</param>
internal sealed record ReportCase(string File, ReportKind? Kind, string? Reporter, bool IsDryRun)
{
    /// <exception cref="CaseException">A value is not what its name says.</exception>
    public static ReportCase Read(string file, string? kind, string? reporter, bool isDryRun) => new(
        file,
        kind?.ToLowerInvariant() switch
        {
            null => null,
            "spam" => ReportKind.Spam,
            "ham" => ReportKind.Ham,
            _ => throw new CaseException($"kind: \"{kind}\" is neither spam nor ham"),
        },
        reporter,
        isDryRun);
}
