using System.Buffers.Text;
using System.Text;

namespace InboundFilter.Fuzz.Targets.Sessions;

/// <summary>Knows when a client that sends octet by octet is due a reply: one for each command line, each message and each chunk, and none at any other time.</summary>
/// <param name="maxLineOctets">Longest command line, CRLF included.</param>
internal sealed class ReplyExpectation(int maxLineOctets)
{
    private enum At
    {
        Command,
        Skipping,
        Message,
        Chunk,
    }

    private readonly StringBuilder _line = new();
    private readonly StringBuilder _end = new();
    private At _at = At.Command;
    private long _chunkLeft;

    /// <summary>Takes the next octet.</summary>
    /// <returns>Whether a reply is due now.</returns>
    public bool Next(byte octet) => _at switch
    {
        At.Command => InCommand((char)octet),
        At.Skipping => InSkippedLine((char)octet),
        At.Message => InMessage((char)octet),
        _ => --_chunkLeft == 0 && Begin(At.Command),
    };

    /// <summary>The reply that was due has come.</summary>
    public void Heard(string reply)
    {
        if (reply.StartsWith("354", StringComparison.Ordinal))
        {
            Begin(At.Message);
            _end.Append("\r\n");
        }
    }

    private bool InCommand(char octet)
    {
        if (_line is [.., '\r'])
        {
            if (octet != '\n')
            {
                return true;
            }

            string line = _line.ToString(0, _line.Length - 1);
            _line.Clear();
            return !AwaitsChunk(line);
        }

        _line.Append(octet);
        bool isTooLong = octet == '\r' ? _line.Length + 1 > maxLineOctets : octet is not ('\n' or '\0') && _line.Length >= maxLineOctets;
        if (isTooLong)
        {
            Begin(At.Skipping);
            _line.Append(octet == '\r' ? "\r" : string.Empty);
            return true;
        }

        return octet is '\n' or '\0';
    }

    private bool InSkippedLine(char octet)
    {
        if (_line.Length > 0)
        {
            return octet == '\n' ? !Begin(At.Command) : true;
        }

        _line.Append(octet == '\r' ? "\r" : string.Empty);
        return octet is '\n' or '\0';
    }

    private bool InMessage(char octet)
    {
        const string End = "\r\n.\r\n";
        _end.Append(octet);
        if (_end.Length > End.Length)
        {
            _end.Remove(0, 1);
        }

        return _end.Equals(End) && Begin(At.Command);
    }

    private bool AwaitsChunk(string line)
    {
        string[] words = line.TrimEnd(' ').Split(' ', 2);
        if (!words[0].Equals("BDAT", StringComparison.OrdinalIgnoreCase) || words.Length < 2)
        {
            return false;
        }

        byte[] number = Encoding.Latin1.GetBytes(words[1].TrimStart(' ').Split(' ')[0]);
        if (!Utf8Parser.TryParse(number, out long octets, out int used) || used != number.Length || !char.IsAsciiDigit((char)number[0]) || octets == 0)
        {
            return false;
        }

        _chunkLeft = octets;
        return Begin(At.Chunk);
    }

    private bool Begin(At at)
    {
        _at = at;
        _line.Clear();
        _end.Clear();
        return true;
    }
}
