using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>What a fake DNS server knows, written as text. A name that is not there does not exist.</summary>
/// <remarks>
/// A line is <c>name TYPE data</c>, with types A, AAAA, PTR, MX (<c>10 host</c>), TXT (the rest of the line) and CNAME. An address in place of a
/// name is its reverse name, and <c>address@zone</c> its name in a DNSBL. In place of a type: SERVFAIL; REFUSED; TIMEOUT for no answer at
/// all; EMPTY for a name that exists without records; DELAY with milliseconds before each answer. <c>#</c> begins a comment.
/// </remarks>
internal sealed class DnsZone
{
    private const ushort Cname = 5;

    private static readonly Dictionary<string, ushort> Types = new()
    {
        ["A"] = 1,
        ["CNAME"] = Cname,
        ["PTR"] = 12,
        ["MX"] = 15,
        ["TXT"] = 16,
        ["AAAA"] = 28,
    };

    private readonly Dictionary<string, List<(ushort Type, byte[] Data, string Target)>> _records = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DnsTrouble> _troubles = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TimeSpan> _delays = new(StringComparer.OrdinalIgnoreCase);

    public static DnsZone Parse(string text)
    {
        var zone = new DnsZone();
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split('#')[0].Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length >= 2)
            {
                zone.Add(NameOf(words[0]), words[1], words.ElementAtOrDefault(2) ?? string.Empty);
            }
        }

        return zone;
    }

    public DnsTrouble TroubleOf(string name) => _troubles.GetValueOrDefault(name);

    public TimeSpan DelayOf(string name) => _delays.GetValueOrDefault(name);

    /// <summary>A name exists when it or a name below it has records (RFC 8020).</summary>
    public bool Exists(string name) =>
        _records.ContainsKey(name) || _records.Keys.Any(k => k.EndsWith($".{name}", StringComparison.OrdinalIgnoreCase));

    /// <summary>The records that answer a question, CNAME chains followed.</summary>
    public IEnumerable<(string Owner, ushort Type, byte[] Data)> Find(string name, ushort type)
    {
        for (int hops = 0; hops < 8 && _records.TryGetValue(name, out var records); hops++)
        {
            foreach (var record in records.Where(r => r.Type == type || r.Type == Cname))
            {
                yield return (name, record.Type, record.Data);
            }

            if (type == Cname || records.Find(r => r.Type == Cname) is not { Target.Length: > 0 } alias)
            {
                yield break;
            }

            name = alias.Target;
        }
    }

    /// <summary>A name in wire form, without compression (RFC 1035 §3.1).</summary>
    public static byte[] Wire(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => (byte[])[(byte)l.Length, .. Encoding.ASCII.GetBytes(l)]), 0];

    private void Add(string name, string type, string data)
    {
        if (Enum.TryParse<DnsTrouble>(type, ignoreCase: true, out var trouble))
        {
            _troubles[name] = trouble;
        }
        else if (type == "DELAY")
        {
            _delays[name] = TimeSpan.FromMilliseconds(int.Parse(data, CultureInfo.InvariantCulture));
        }
        else
        {
            var records = _records.TryGetValue(name, out var known) ? known : _records[name] = [];
            if (type != "EMPTY")
            {
                records.Add((Types[type], Data(type, data), type == "CNAME" ? data : string.Empty));
            }
        }
    }

    private static byte[] Data(string type, string data)
    {
        switch (type)
        {
            case "A" or "AAAA":
                return IPAddress.Parse(data).GetAddressBytes();

            case "TXT":
                return [(byte)data.Length, .. Encoding.ASCII.GetBytes(data)];

            case "MX":
                string[] words = data.Split(' ');
                byte[] preference = new byte[2];
                BinaryPrimitives.WriteUInt16BigEndian(preference, ushort.Parse(words[0], CultureInfo.InvariantCulture));
                return [.. preference, .. Wire(words[1])];

            default:
                return Wire(data);
        }
    }

    private static string NameOf(string written)
    {
        string[] parts = written.Split('@');
        if (!IPAddress.TryParse(parts[0], out var address))
        {
            return written.TrimEnd('.');
        }

        byte[] octets = address.GetAddressBytes();
        bool isV4 = octets.Length == 4;
        string labels = isV4
            ? string.Join('.', octets.Reverse())
            : string.Join('.', Convert.ToHexStringLower(octets).Reverse());
        return $"{labels}.{(parts.Length > 1 ? parts[1] : isV4 ? "in-addr.arpa" : "ip6.arpa")}";
    }
}
