using System.Buffers;
using System.Net;
using System.Text;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Sources;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads a plain list: an address, network or domain a line, <c>#</c> or <c>;</c> before a comment. A line that is wrong is left out alone.</summary>
/// <remarks>Read in pieces, and all lines share two entries, one for networks and one for domains, so that a million lines stay cheap.</remarks>
internal sealed class PlainListReader
{
    /// <summary>Largest file, in octets.</summary>
    public const long MaxOctets = 1L << 30;

    /// <summary>Longest line, in octets.</summary>
    public const int MaxLine = 1_024;

    /// <summary>Most problems of one file that are told singly.</summary>
    public const int MaxProblems = 100;

    private const int BufferSize = 1 << 16;

    private static readonly SearchValues<byte> CommentStarts = SearchValues.Create("#;"u8);

    private static readonly SearchValues<char> DigitsAndDot = SearchValues.Create("0123456789.");

    private readonly AccessListBuilder _list;
    private readonly ListEntry _networks;
    private readonly ListEntry _domains;
    private readonly ProblemList _problems;
    private int _line;
    private int _wrong;
    private long _right;

    /// <param name="list">Takes the lines.</param>
    /// <param name="entry">The entry that names the file, with <see cref="ListEntry.SourceFile"/>.</param>
    /// <param name="problems">Where problems go.</param>
    public PlainListReader(AccessListBuilder list, ListEntry entry, ProblemList problems)
    {
        _list = list;
        _networks = entry with { Kind = ListEntryKind.Ip };
        _domains = entry with { Kind = ListEntryKind.Domain };
        _problems = problems;
    }

    private string File => _networks.SourceFile ?? _networks.File;

    /// <returns>The file as read.</returns>
    /// <param name="path">Absolute.</param>
    /// <param name="namedAt">Where the file is named, for when it cannot be read.</param>
    public SourceFile Read(string path, Place namedAt)
    {
        var source = SourceFile.At(path, File) with { IsList = true };
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            ReadLines(file, buffer);
        }
        catch (Exception fault) when (FileFault.Explain(fault) is { } words)
        {
            _problems.Fault(namedAt, $"{File}: {words.Problem}", words.Fix);
            source = source with { IsWhole = false };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (_wrong > MaxProblems)
        {
            _problems.Fault(new Place(File, 0), $"{_wrong - MaxProblems} more lines are wrong", "correct the ones above first");
        }

        return source with { Entries = _right };
    }

    private void ReadLines(FileStream file, byte[] buffer)
    {
        int held = 0, read;
        long total = 0;
        bool isTooLong = false;
        while ((read = file.Read(buffer, held, buffer.Length - held)) > 0)
        {
            if ((total += read) > MaxOctets)
            {
                _problems.Fault(new Place(File, _line), $"larger than {MaxOctets >> 20} MiB; the rest is left out", "split the file");
                return;
            }

            var octets = buffer.AsSpan(0, held + read);
            for (int end; (end = octets.IndexOf((byte)'\n')) >= 0; octets = octets[(end + 1)..])
            {
                TakeLine(octets[..end], isTooLong);
                isTooLong = false;
            }

            // The rest of a line that is already too long need not be kept.
            isTooLong |= octets.Length > MaxLine;
            held = isTooLong ? 0 : octets.Length;
            octets[..held].CopyTo(buffer);
        }

        if (held > 0 || isTooLong)
        {
            TakeLine(buffer.AsSpan(0, held), isTooLong);
        }
    }

    private void TakeLine(ReadOnlySpan<byte> octets, bool isTooLong)
    {
        _line++;
        if (isTooLong || octets.Length > MaxLine)
        {
            Wrong("the line", ScalarResult.Wrong($"is longer than {MaxLine} octets", "write one address, network or domain a line"));
            return;
        }

        if (_line == 1 && octets.StartsWith(Encoding.UTF8.Preamble))
        {
            octets = octets[Encoding.UTF8.Preamble.Length..];
        }

        int comment = octets.IndexOfAny(CommentStarts);
        octets = (comment < 0 ? octets : octets[..comment]).Trim(" \t\r"u8);
        if (octets.IsEmpty)
        {
            return;
        }

        Span<char> chars = stackalloc char[MaxLine];
        TakeSubject(chars[..Encoding.UTF8.GetChars(octets, chars)]);
    }

    private void TakeSubject(ReadOnlySpan<char> text)
    {
        // A domain name has no colon or slash, and its last label has a letter.
        bool isNetwork = text.ContainsAny(':', '/') || !text.ContainsAnyExcept(DigitsAndDot);
        bool isExact = false;
        var result = isNetwork ? NetworkText.ReadNetwork(text) : SubjectReader.ReadDomain(text, out isExact);
        _right++;
        switch (result.Value)
        {
            case IPNetwork network:
                _list.AddNetwork(network, _networks, _line);
                break;
            case DomainName domain when isExact:
                _list.AddExactDomain(domain, _domains, _line);
                break;
            case DomainName domain:
                _list.AddDomain(domain, _domains, _line);
                break;
            default:
                _right--;
                Wrong(Quoted.Of(text.ToString()), result);
                break;
        }
    }

    private void Wrong(string subject, ScalarResult result)
    {
        if (++_wrong <= MaxProblems)
        {
            _problems.Fault(new Place(File, _line), $"{subject} {result.Problem}", result.Fix);
        }
    }
}
