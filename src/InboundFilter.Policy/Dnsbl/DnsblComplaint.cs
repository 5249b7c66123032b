using System.Net;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>Why a list cannot be believed.</summary>
/// <param name="State">Suspended or blocked.</param>
/// <param name="Reason">For the administrator.</param>
internal readonly record struct DnsblComplaint(DnsblState State, string Reason)
{
    /// <summary>It did not answer, which may be no fault of its own.</summary>
    public bool IsSilence { get; init; }

    /// <summary>It was not even asked, because we had no room to.</summary>
    public bool IsOverload { get; init; }

    /// <summary>Reads the answers of a list, the same for every kind of list: null when each could be a listing.</summary>
    /// <remarks>127.255.255.x is how lists refuse to answer; nobody but a domain trader answers outside 127/8.</remarks>
    public static DnsblComplaint? About(IReadOnlyList<IPAddress> answers)
    {
        DnsblComplaint? foreign = null;
        Span<byte> octets = stackalloc byte[16];
        foreach (var answer in answers)
        {
            if (!answer.TryWriteBytes(octets, out int length) || length != 4 || octets[0] != 127)
            {
                foreign ??= new(DnsblState.Suspended, $"answers {answer}, outside 127.0.0.0/8: the zone is parked or hijacked");
            }
            else if (octets[1] == 255 && octets[2] == 255)
            {
                return new(DnsblState.Blocked, $"answers {answer}{Meaning(octets[3])}");
            }
        }

        return foreign;
    }

    private static string Meaning(byte error) => error switch
    {
        252 => ": the name of the zone is wrong",
        254 => ": it does not answer public or open resolvers",
        255 => ": too many questions from this resolver",
        _ => ", with which lists say that they do not answer us",
    };
}
