using System.Net;
using System.Text;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Signatures;
using InboundFilter.Mail.Spf;
using InboundFilter.Policy;
using InboundFilter.Policy.Authentication;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Smtp;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Fakes;

/// <summary>Facts as a session would have gathered them, with the part a test is about set and the rest plain.</summary>
public sealed record Given
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public string Ip { get; init; } = "192.0.2.1";

    public string Helo { get; init; } = "mx.sender.test";

    public string ReturnPath { get; init; } = "a@sender.test";

    public bool SmtpUtf8 { get; init; }

    public IDnsResolver Dns { get; init; } = new ZoneDns(string.Empty);

    public IIpData IpData { get; init; } = new FixedIpData(string.Empty);

    public AccessLists Lists { get; init; } = AccessLists.Empty;

    public DnsblSettings Dnsbl { get; init; } = DnsblSettings.None;

    /// <summary>Asks the lists; a test that looks at several clients sets one for all of them.</summary>
    public DnsblMonitor Blocklists { get => field ??= new DnsblMonitor(Dns, Time, NullLogger<DnsblMonitor>.Instance); init; }

    public PolicyRules Rules { get; init; } = new();

    public ClientNetworks Clients { get; init; } = ClientNetworks.None;

    public XclientOverride? Override { get; init; }

    public bool IsProxyItself { get; init; }

    public TimeProvider Time { get; init; } = new ManualTimeProvider(Now);

    public PublicSuffixList Suffixes { get; init; } = PublicSuffixList.Read(new StringReader("test\ncom\nnet\norg\nco.uk\n"));

    public PolicySnapshot Snapshot => new(1, new RuleBook(Rules), Lists, Dnsbl, Clients);

    public SmtpPeer Peer => new("SESSION1", new IPEndPoint(IPAddress.Parse(Ip), 4321), new IPEndPoint(IPAddress.Parse("198.51.100.25"), 25)) { Override = Override, IsProxyItself = IsProxyItself };

    /// <summary>Finds out who sent a message, by the DNS and the clock given.</summary>
    public MessageAuthenticator Authenticator =>
        new(new SpfEvaluator(Dns, Time), new SignatureVerifier(Dns, Time, SignatureOptions.Default), new DmarcEvaluator(Dns), "mx.example.test");

    public ConnectFacts AtConnect()
    {
        var snapshot = Snapshot;
        var sender = new SenderFacts(Peer, Clients.IsUsable(Peer.Client.Address), Dnsbl, Blocklists, Dns, IpData, Suffixes, CancellationToken.None);
        return new ConnectFacts(Peer, snapshot, sender);
    }

    public HeloFacts AtHelo() => new(AtConnect(), new HeloCommand(Helo, Extended: true));

    public MailFromFacts AtMailFrom()
    {
        var helo = AtHelo();
        var path = Path(ReturnPath);
        return new(helo, new MailCommand(path, null, BodyType.SevenBit, SmtpUtf8), Authenticator.Spf(helo, path, CancellationToken.None));
    }

    /// <summary>With a whole message.</summary>
    /// <param name="message">Its lines, which may end in a lone LF.</param>
    /// <param name="recipients">At least one.</param>
    public DataFacts AtData(string message, params string[] recipients)
    {
        byte[] octets = Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n"));
        var mail = AtMailFrom();
        var reading = Authenticator.Read(verify: true, CancellationToken.None);
        reading.Append(octets);
        var read = reading.Complete();
        var facts = new MessageFacts(
            read,
            new TextSpool(Encoding.Latin1.GetString(octets)),
            reading.Signatures,
            verified => Authenticator.DmarcAsync(read, mail.Spf, verified, CancellationToken.None),
            CancellationToken.None);
        return new(mail, facts, [.. (recipients.Length == 0 ? ["user@example.test"] : recipients).Select(Path)]);
    }

    public static MailPath Path(string text)
    {
        text = text.Trim('<', '>');
        int at = text.LastIndexOf('@');
        return at < 0 ? new MailPath(text, string.Empty) : new MailPath(text[..at], text[(at + 1)..]);
    }
}
