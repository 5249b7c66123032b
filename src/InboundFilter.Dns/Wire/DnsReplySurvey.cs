using System.Buffers.Binary;

namespace InboundFilter.Dns.Wire;

/// <summary>First look at a reply: that all its records are well formed, its full response code, and where the SOA record lies.</summary>
internal readonly struct DnsReplySurvey
{
    private const int SoaNumbersLength = 20;

    private DnsReplySurvey(DnsResponseCode code, DnsRecord? soa, uint negativeTtl) =>
        (ResponseCode, Soa, NegativeTtl) = (code, soa, negativeTtl);

    /// <summary>Header and OPT record together (RFC 6891 §6.1.3).</summary>
    public DnsResponseCode ResponseCode { get; }

    /// <summary>The SOA record of the authority section.</summary>
    public DnsRecord? Soa { get; }

    /// <summary>Seconds: the lesser of the SOA's own TTL and its MINIMUM (RFC 2308 §5).</summary>
    public uint NegativeTtl { get; }

    /// <summary>Reads every record of a reply.</summary>
    /// <param name="message">The reply, which the reader reads.</param>
    /// <param name="reader">Behind the question; a copy, so the caller's stays there.</param>
    /// <param name="survey">Complete only when the result is true.</param>
    public static bool TryTake(ReadOnlySpan<byte> message, DnsMessageReader reader, out DnsReplySurvey survey)
    {
        survey = default;
        int code = (int)reader.Header.ResponseCode;
        int firstAuthority = reader.Header.Answers;
        int firstAdditional = firstAuthority + reader.Header.Authorities;
        int end = firstAdditional + reader.Header.Additionals;
        DnsRecord? soa = null;
        uint negativeTtl = 0;

        for (int i = 0; i < end; i++)
        {
            if (!reader.TryReadRecord(out var record))
            {
                return false;
            }

            if (i >= firstAdditional)
            {
                code |= record.Type is DnsRecordType.Opt ? (int)(record.RawTtl >> 24) << 4 : 0;
            }
            else if (i >= firstAuthority && soa is null && record is { Type: DnsRecordType.Soa, IsInternet: true })
            {
                if (!TryReadMinimum(message, record, out uint minimum))
                {
                    return false;
                }

                soa = record;
                negativeTtl = Math.Min(record.Ttl, minimum);
            }
        }

        survey = new DnsReplySurvey((DnsResponseCode)code, soa, negativeTtl);
        return true;
    }

    private static bool TryReadMinimum(ReadOnlySpan<byte> message, DnsRecord soa, out uint minimum)
    {
        minimum = 0;
        int at = soa.DataOffset;
        if (!WireName.TrySkip(message, ref at) || !WireName.TrySkip(message, ref at) || at + SoaNumbersLength != soa.DataEnd)
        {
            return false;
        }

        minimum = BinaryPrimitives.ReadUInt32BigEndian(message[(at + SoaNumbersLength - 4)..]);
        return true;
    }
}
