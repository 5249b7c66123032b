using System.Buffers;
using System.Runtime.CompilerServices;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>Reads a message that was kept in a file as SMTP would carry it: lone LF become CRLF, and an mbox <c>From </c> line in front is skipped.</summary>
public static class FileOctets
{
    private const int PieceOctets = 64 << 10;

    /// <summary>Reads the file from where it stands.</summary>
    /// <param name="file">Not disposed of.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Pieces that are good until the next is asked for.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream file, CancellationToken cancellation = default) =>
        AsSent(Pieces(file, cancellation), cancellation);

    /// <summary>Makes of a file's octets, in pieces of any size, those of the message.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> AsSent(
        IAsyncEnumerable<ReadOnlyMemory<byte>> file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var sent = new FileLines();
        await foreach (var piece in file.WithCancellation(cancellation))
        {
            for (int at = 0; at < piece.Length; at += PieceOctets)
            {
                if (sent.Take(piece.Span[at..Math.Min(at + PieceOctets, piece.Length)]) is { IsEmpty: false } next)
                {
                    yield return next;
                }
            }
        }

        if (sent.Complete() is { IsEmpty: false } rest)
        {
            yield return rest;
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        byte[] piece = new byte[PieceOctets];
        int read;
        while ((read = await file.ReadAsync(piece, cancellation)) > 0)
        {
            yield return piece.AsMemory(0, read);
        }
    }

    /// <summary>The line ends and the mbox line.</summary>
    private sealed class FileLines
    {
        private readonly ArrayBufferWriter<byte> _sent = new(PieceOctets);
        private int _mboxOctets;
        private bool _inMboxLine;
        private bool _inMessage;
        private byte _last;

        private static ReadOnlySpan<byte> MboxMark => "From "u8;

        /// <summary>What the octets become; good until the next call.</summary>
        public ReadOnlyMemory<byte> Take(ReadOnlySpan<byte> octets)
        {
            _sent.ResetWrittenCount();
            while (!octets.IsEmpty && !_inMessage)
            {
                octets = octets[TakeFront(octets)..];
            }

            TakeLines(octets);
            return _sent.WrittenMemory;
        }

        /// <summary>What was held back because it might have begun an mbox line.</summary>
        public ReadOnlyMemory<byte> Complete()
        {
            _sent.ResetWrittenCount();
            if (!_inMessage && !_inMboxLine)
            {
                _sent.Write(MboxMark[.._mboxOctets]);
            }

            return _sent.WrittenMemory;
        }

        private int TakeFront(ReadOnlySpan<byte> octets)
        {
            if (_inMboxLine)
            {
                int feed = octets.IndexOf((byte)'\n');
                _inMessage = feed >= 0;
                return feed < 0 ? octets.Length : feed + 1;
            }

            if (octets[0] == MboxMark[_mboxOctets])
            {
                _mboxOctets++;
                _inMboxLine = _mboxOctets == MboxMark.Length;
                return 1;
            }

            _sent.Write(MboxMark[.._mboxOctets]);
            _inMessage = true;
            return 0;
        }

        private void TakeLines(ReadOnlySpan<byte> octets)
        {
            while (!octets.IsEmpty)
            {
                int feed = octets.IndexOf((byte)'\n');
                var line = feed < 0 ? octets : octets[..feed];
                _sent.Write(line);
                byte last = line.IsEmpty ? _last : line[^1];
                _last = feed < 0 ? last : (byte)'\n';
                if (feed >= 0)
                {
                    _sent.Write(last == '\r' ? "\n"u8 : "\r\n"u8);
                }

                octets = octets[(line.Length + (feed < 0 ? 0 : 1))..];
            }
        }
    }
}
