using System.CommandLine;
using System.Globalization;
using System.Net;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Options that say which decisions are wanted; all that are given must hold.</summary>
internal sealed class QueryOptions
{
    private readonly Option<string?> _since = new("--since") { Description = "not before: a duration such as 2h, or a time such as 2026-11-22T14:00:00Z" };
    private readonly Option<string?> _until = new("--until") { Description = "before: a duration ago, or a time" };
    private readonly Option<string?> _ip = new("--ip") { Description = "the client: an address or a network" };
    private readonly Option<string?> _as = new("--as") { Description = "the client's AS number" };
    private readonly Option<string?> _isp = new("--isp") { Description = "the organisational domain of the client's reverse name" };
    private readonly Option<string?> _country = new("--country") { Description = "the client's country, two letters" };
    private readonly Option<string?> _helo = new("--helo") { Description = "the HELO name, whole" };
    private readonly Option<string?> _from = new("--from") { Description = "the sender: an address (of the return path or From), or a domain" };
    private readonly Option<string?> _to = new("--to") { Description = "a recipient, or @domain" };
    private readonly Option<string?> _code = new("--code") { Description = "the code spoken, such as D.1" };
    private readonly Option<Disposition?> _decision = new("--decision") { Description = "accept, mark, defer or refuse" };
    private readonly Option<string?> _messageId = new("--message-id") { Description = "the Message-ID, with or without < and >" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _since, _until, _ip, _as, _isp, _country, _helo, _from, _to, _code, _decision, _messageId })
        {
            command.Options.Add(option);
        }
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="now">From which durations count back.</param>
    /// <exception cref="CaseException">A value is not what its option takes.</exception>
    public DecisionQuery Read(ParseResult parsed, DateTimeOffset now) => new()
    {
        From = parsed.GetValue(_since) is { } since ? Moments.Read("--since", since, now) : null,
        To = parsed.GetValue(_until) is { } until ? Moments.Read("--until", until, now) : null,
        Network = parsed.GetValue(_ip) is { } network ? Network(network) : null,
        AsNumber = parsed.GetValue(_as) is { } number ? AsNumber(number) : null,
        IspDomain = parsed.GetValue(_isp)?.TrimEnd('.').ToLowerInvariant(),
        Country = parsed.GetValue(_country)?.ToUpperInvariant(),
        Helo = parsed.GetValue(_helo),
        Sender = parsed.GetValue(_from)?.Trim('<', '>'),
        Recipient = parsed.GetValue(_to)?.Trim('<', '>'),
        Code = parsed.GetValue(_code)?.ToUpperInvariant(),
        Disposition = parsed.GetValue(_decision),
        MessageId = parsed.GetValue(_messageId)?.Trim('<', '>'),
    };

    private static IPNetwork Network(string text)
    {
        var read = NetworkText.ReadNetwork(text);
        return read.Value is IPNetwork network ? network : throw new CaseException($"--ip: \"{text}\" {read.Problem} → {read.Fix}");
    }

    private static uint AsNumber(string text) =>
        uint.TryParse(text.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? number : throw new CaseException($"--as: \"{text}\" is no AS number → write 64500 or AS64500");
}
