using System.Buffers.Binary;
using System.Net;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>Turns dnsbl.yaml into <see cref="DnsblSettings"/>.</summary>
internal sealed class DnsblFileReader(ProblemList problems, OptionsShapes shapes)
{
    private const uint FirstReply = 0x7F_00_00_00, LastReply = 0x7F_FF_FF_FF;
    private const uint Localhost = 0x7F_00_00_01;
    private const uint FirstError = 0x7F_FF_FF_00;

    public DnsblSettings Read(ConfigNode? root)
    {
        var binder = new YamlBinder(problems, shapes);
        var file = binder.Bind<DnsblFile>(root);
        var lists = new List<DnsblDefinition>();
        foreach (var options in file.Lists)
        {
            if (options.Replies.Count == 0 && binder.IsWritten(options, "replies"))
            {
                problems.Fault(binder.Locate(options, "replies"), "no reply means listed", "write those the list documents, such as {\"127.0.0.2-11\": 1}");
            }

            if (options.Zone.IsRoot)
            {
                continue;
            }

            if (options.Zone.Value.Length > DnsblDefinition.MaxZoneLength)
            {
                problems.Fault(binder.Locate(options, "zone"), $"the zone has more than {DnsblDefinition.MaxZoneLength} characters, so no address fits in front of it", "write the zone alone");
                continue;
            }

            var list = Definition(options, binder) with { IsWatched = file.Watch is OnOff.On };
            if (lists.Exists(other => other.Zone == list.Zone))
            {
                problems.Fault(binder.Locate(options, "zone"), $"the list {list.ShownAs ?? list.Zone.Value} stands here twice", "join their replies in one entry");
            }

            lists.Add(list);
        }

        return new DnsblSettings(file.Threshold, lists);
    }

    private DnsblDefinition Definition(DnsblListOptions options, YamlBinder binder)
    {
        CheckKind(options, binder);
        var replies = new List<DnsblReplyRange>();
        foreach (var (text, weight) in options.Replies)
        {
            var place = binder.Locate(options, "replies", text);
            if (ReadRange(text, weight) is not { } range)
            {
                problems.Fault(place, $"{Quoted.Of(text)} is not a reply or range of replies", "write 127.0.0.2, 127.0.0.2-11 or 127.0.0.2-127.0.0.11");
            }
            else if (Objection(range) is { } objection)
            {
                problems.Fault(place, $"{Quoted.Of(text)} {objection}", "write only the replies that the list documents as a listing, such as 127.0.0.2-11");
            }
            else
            {
                replies.Add(range);
            }
        }

        return new DnsblDefinition
        {
            Zone = options.Zone,
            Kind = options.Kind,
            Replies = replies,
            Weight = options.Weight,
            IPv6 = options.Ipv6,
            Timeout = options.Timeout,
            Text = options.Text,
            Removal = options.Removal,
            ShownAs = Masked(options.Zone),
            Probe = new DnsblProbeReader(problems, binder).Read(options),
        };
    }

    private void CheckKind(DnsblListOptions options, YamlBinder binder)
    {
        if (KnownBlocklists.KindOf(options.Zone) is { } kind && kind != options.Kind)
        {
            string shown = KeyLabel.Hide(options.Zone);
            problems.Fault(
                binder.Locate(options, "kind"),
                kind is DnsblKind.Ip ? $"{shown} is a list of addresses, not of names" : $"{shown} is a list of names, not of addresses",
                $"write kind: {KebabCase.Of(kind.ToString())}");
        }
    }

    private static DnsblReplyRange? ReadRange(string text, double weight)
    {
        int hyphen = text.IndexOf('-', StringComparison.Ordinal);
        string first = (hyphen < 0 ? text : text[..hyphen]).Trim();
        string last = (hyphen < 0 ? text : text[(hyphen + 1)..]).Trim();

        // 127.0.0.2-11: the end shares all but the last part with the start.
        if (hyphen >= 0 && !last.Contains('.', StringComparison.Ordinal))
        {
            last = $"{first[..(first.LastIndexOf('.') + 1)]}{last}";
        }

        return ReadNumber(first) is { } from && ReadNumber(last) is { } to && from <= to ? new DnsblReplyRange(from, to, weight) : null;
    }

    private static uint? ReadNumber(string text) =>
        !text.Contains(':', StringComparison.Ordinal) && NetworkText.TryParseAddress(text, out IPAddress address)
            ? BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes())
            : null;

    private static string? Objection(DnsblReplyRange range) => range switch
    {
        { First: < FirstReply } or { Last: > LastReply } => "lies outside 127.0.0.0/8, where no list answers",
        { Last: >= FirstError } => "holds 127.255.255.0/24, with which lists answer that they refuse to",
        { First: <= Localhost, Last: >= Localhost } => "holds 127.0.0.1, with which broken and expired lists answer",
        _ => null,
    };

    private static string? Masked(DomainName zone) => KeyLabel.Hide(zone) is var shown && shown != zone.Value ? shown : null;
}
