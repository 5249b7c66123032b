using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>One client, one envelope and one message, and what the filter must say to them.</summary>
/// <param name="About">What the case shows, as a sentence.</param>
/// <param name="Decision">As <c>explain</c> and the log name it: accept, mark, defer, refuse.</param>
/// <param name="Status">Reply code and enhanced code.</param>
/// <param name="Code">Troubleshooting code; empty when accepted.</param>
public sealed record JudgedCase(string About, string Decision, string Status, string Code)
{
    public string Client { get; init; } = JudgingLab.GoodAddress;

    public string Helo { get; init; } = JudgingLab.GoodHost;

    public string From { get; init; } = JudgingLab.GoodSender;

    public string To { get; init; } = "user@example.test";

    public ReadOnlyMemory<byte> Message { get; init; } = TestMessage.Simple;

    /// <summary>What the decision is about is in the message, so that the recipient is accepted before.</summary>
    public bool IsAboutMessage { get; init; }

    /// <summary>The message is sent by BDAT and not by DATA.</summary>
    public bool InChunk { get; init; }

    /// <summary>The client's address as XCLIENT spells it.</summary>
    public string XclientAddress => Client.Contains(':', StringComparison.Ordinal) ? $"IPV6:{Client}" : Client;

    public override string ToString() => About;

    public static JudgedCase Accepted(string about) => new(about, "accept", "250", string.Empty);

    public static JudgedCase Marked(string about, string code) => new(about, "mark", "250", code);

    public static JudgedCase Refused(string about, string status, string code) => new(about, "refuse", status, code);

    public static JudgedCase Deferred(string about, string status, string code) => new(about, "defer", status, code);
}
