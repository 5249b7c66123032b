using System.CommandLine;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Who does something: goes into the ledger with it.</summary>
internal sealed class ActorOption
{
    /// <summary>Set by sudo(8) to who called it.</summary>
    private const string Caller = "SUDO_USER";

    public Option<string?> Option { get; } = new("--by") { Description = "who does it; without it, the user of the system" };

    public string Read(ParseResult parsed) =>
        parsed.GetValue(Option) is { Length: > 0 } named ? named
        : Environment.GetEnvironmentVariable(Caller) is { Length: > 0 } caller ? caller
        : Environment.UserName;
}
