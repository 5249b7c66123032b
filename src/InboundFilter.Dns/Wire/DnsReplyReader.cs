using InboundFilter.Dns.Records;

namespace InboundFilter.Dns.Wire;

/// <summary>Interprets a reply whose id and question have been checked. Input that is not well formed is a result, never an exception.</summary>
internal static class DnsReplyReader
{
    /// <summary>Finds what the reply says about its question, along CNAME records within it.</summary>
    /// <param name="message">The whole reply.</param>
    /// <param name="format">Of the type asked for. Records of other owners, classes and types are ignored.</param>
    /// <param name="maxHops">CNAME records followed at most.</param>
    public static DnsReply<T> Read<T>(ReadOnlySpan<byte> message, RecordFormat<T> format, int maxHops)
    {
        if (IsBareFormatError(message))
        {
            return new(DnsReplyKind.EdnsRefused, ResponseCode: DnsResponseCode.FormErr);
        }

        if (!DnsMessageReader.TryOpen(message, out var reader) || !reader.Header.IsAnswer)
        {
            return new(DnsReplyKind.Malformed);
        }

        // Before the records are read: a server may have cut the message within one.
        if (reader.Header.IsTruncated)
        {
            return new(DnsReplyKind.Truncated);
        }

        if (!reader.TrySkipQuestion() || !DnsReplySurvey.TryTake(message, reader, out var survey))
        {
            return new(DnsReplyKind.Malformed);
        }

        return survey.ResponseCode switch
        {
            DnsResponseCode.NoError or DnsResponseCode.NxDomain => FollowChain(message, reader, survey, format, maxHops),
            DnsResponseCode.FormErr or DnsResponseCode.NotImp or DnsResponseCode.BadVers =>
                new(DnsReplyKind.EdnsRefused, ResponseCode: survey.ResponseCode),
            _ => new(DnsReplyKind.Failed, ResponseCode: survey.ResponseCode),
        };
    }

    /// <summary>Nothing but a header that says "I do not understand you": what servers older than EDNS may send, without the question.</summary>
    public static bool IsBareFormatError(ReadOnlySpan<byte> message) =>
        DnsHeader.TryRead(message, out var header)
        && message.Length == DnsHeader.Length
        && header is { IsAnswer: true, Questions: 0, ResponseCode: DnsResponseCode.FormErr or DnsResponseCode.NotImp };

    private static DnsReply<T> FollowChain<T>(
        ReadOnlySpan<byte> message, DnsMessageReader answers, DnsReplySurvey survey, RecordFormat<T> format, int maxHops)
    {
        Span<byte> wanted = stackalloc byte[WireName.MaxLength];
        int question = DnsHeader.Length;
        if (!WireName.TryExpand(message, ref question, wanted, out int length))
        {
            return new(DnsReplyKind.Malformed);
        }

        uint ttl = int.MaxValue;
        for (int hops = 0; hops <= maxHops; hops++)
        {
            if (!TryCollect(message, answers, wanted[..length], format, ref ttl, out var records, out var alias))
            {
                return new(DnsReplyKind.Malformed);
            }

            if (records is not null)
            {
                format.Sort(records);
                return survey.ResponseCode is DnsResponseCode.NoError
                    ? new(DnsReplyKind.Answered, DnsAnswer<T>.Found(records), ttl)
                    : new(DnsReplyKind.Malformed);
            }

            if (alias is not { } cname)
            {
                return Absent<T>(message, answers.Header, survey, wanted[..length], ttl, hops);
            }

            ttl = Math.Min(ttl, cname.Ttl);
            int target = cname.DataOffset;
            if (!WireName.TryExpand(message, ref target, wanted, out length) || target != cname.DataEnd)
            {
                return new(DnsReplyKind.Malformed);
            }
        }

        return new(DnsReplyKind.TooManyAliases);
    }

    /// <summary>Goes through the answer section once: the records asked for, or else an alias.</summary>
    private static bool TryCollect<T>(
        ReadOnlySpan<byte> message, DnsMessageReader answers, ReadOnlySpan<byte> wanted, RecordFormat<T> format,
        ref uint ttl, out T[]? records, out DnsRecord? alias)
    {
        (records, alias) = (null, null);
        Span<byte> owner = stackalloc byte[WireName.MaxLength];
        int count = 0;

        for (int i = 0; i < answers.Header.Answers; i++)
        {
            if (!answers.TryReadRecord(out var record))
            {
                return false;
            }

            bool isCname = record.Type is DnsRecordType.Cname;
            if (!record.IsInternet || !(isCname || record.Type == format.Type))
            {
                continue;
            }

            int at = record.NameOffset;
            if (!WireName.TryExpand(message, ref at, owner, out int length))
            {
                return false;
            }

            if (!owner[..length].SequenceEqual(wanted))
            {
                continue;
            }

            if (isCname)
            {
                alias ??= record;
            }
            else if (format.TryDecode(message, record, out var value))
            {
                // Nearly always all that follow are wanted too.
                records ??= new T[answers.Header.Answers - i];
                records[count++] = value;
                ttl = Math.Min(ttl, record.Ttl);
            }
            else
            {
                return false;
            }
        }

        if (records is not null)
        {
            Array.Resize(ref records, count);
        }

        return true;
    }

    /// <summary>Nothing at the end of the chain: does it not exist, has it no such record, or has this server not looked?</summary>
    private static DnsReply<T> Absent<T>(
        ReadOnlySpan<byte> message, DnsHeader header, DnsReplySurvey survey, ReadOnlySpan<byte> wanted, uint ttl, int hops)
    {
        bool isProven = survey.Soa is { } soa && IsAtOrBelow(wanted, message, soa.NameOffset);
        uint negativeTtl = isProven ? Math.Min(ttl, survey.NegativeTtl) : 0;

        // With a chain, NXDOMAIN speaks of its last name (RFC 6604 §3).
        if (survey.ResponseCode is DnsResponseCode.NxDomain)
        {
            return new(DnsReplyKind.Answered, DnsAnswer<T>.NoSuchName, negativeTtl);
        }

        if (isProven)
        {
            return new(DnsReplyKind.Answered, DnsAnswer<T>.NoData, negativeTtl);
        }

        if (hops > 0)
        {
            return new(DnsReplyKind.Alias, Ttl: ttl, Target: WireName.ToDomainName(wanted), Hops: hops);
        }

        return header.IsAuthoritative || header.IsRecursionAvailable
            ? new(DnsReplyKind.Answered, DnsAnswer<T>.NoData)
            : new(DnsReplyKind.Lame);
    }

    private static bool IsAtOrBelow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> message, int zoneOffset)
    {
        Span<byte> zone = stackalloc byte[WireName.MaxLength];
        if (!WireName.TryExpand(message, ref zoneOffset, zone, out int length))
        {
            return false;
        }

        while (name.Length > length)
        {
            name = name[(1 + name[0])..];
        }

        return name.SequenceEqual(zone[..length]);
    }
}
