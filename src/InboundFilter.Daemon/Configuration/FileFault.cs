namespace InboundFilter.Daemon.Configuration;

/// <summary>Why a file could not be read, in words for the administrator.</summary>
internal readonly record struct FileFault(string Problem, string Fix)
{
    /// <summary>Null for an exception that does not come from the file system.</summary>
    public static FileFault? Explain(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => new("the file does not exist", "correct the name, or create the file"),
        UnauthorizedAccessException => new("the file may not be read, or is a folder", "let the user that runs inboundfilter read it"),
        IOException or NotSupportedException or ArgumentException or System.Security.SecurityException =>
            new($"the file cannot be read ({fault.Message})", "check the file and the disk"),
        _ => null,
    };
}
