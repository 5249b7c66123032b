using InboundFilter.Ledger;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>What is wrong with a ledger and what helps, in words for the administrator.</summary>
internal static class LedgerProblem
{
    public const string Off = "it is off in inboundfilter.yaml, so nothing is recorded → write ledger: {sqlite: FILE}, and restart";

    /// <summary>What makes opening vain; null when it may be tried.</summary>
    public static string? BeforeOpening(string file)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? string.Empty;
        return Directory.Exists(folder)
            ? File.Exists(file) ? null : $"there is no file {file} yet → the daemon makes it when it starts; or name the configuration that the daemon uses with --config"
            : NoFolder(file, folder);
    }

    public static string Of(LedgerException fault, string file)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? string.Empty;
        return fault.Fault switch
        {
            LedgerFault.Gone when !Directory.Exists(folder) => NoFolder(file, folder),
            // Says itself what helps.
            LedgerFault.TooNew => fault.Message,
            LedgerFault.ReadOnly => $"{fault.Message} → let the user {Environment.UserName} write {file} and its folder",
            LedgerFault.Full => $"{fault.Message} → make room on the disk of {folder}",
            LedgerFault.Locked => $"{fault.Message} → try again; if it stays so, find the process that holds {file}",
            LedgerFault.Damaged => $"{fault.Message} → restore a backup; the daemon moves the damaged file aside when it starts",
            _ => fault.Message,
        };
    }

    private static string NoFolder(string file, string folder) => $"the folder {folder} of {Path.GetFileName(file)} does not exist → create it, or name another file at ledger: sqlite in inboundfilter.yaml";
}
