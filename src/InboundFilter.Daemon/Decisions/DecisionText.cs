using System.Globalization;
using System.Text;

namespace InboundFilter.Daemon.Decisions;

/// <summary>Reads the <c>key=value</c> words of a log line, as <see cref="Composition.LogText"/> writes them.</summary>
internal static class DecisionText
{
    private const string EventId = "6100";

    /// <summary>The words of the message. Null when the line is not about a decision.</summary>
    /// <param name="line">The message alone, or with what console, journal and syslog put in front of it.</param>
    public static Dictionary<string, string>? Read(string line)
    {
        if (Message(line) is not { } message)
        {
            return null;
        }

        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int at = 0; at < message.Length;)
        {
            int equals = message.IndexOf('=', at);
            if (equals < 0)
            {
                break;
            }

            int end = EndOfValue(message, equals + 1);
            words.TryAdd(message[at..equals].Replace('-', '_'), Unquoted(message[(equals + 1)..end]));
            at = end + 1;
        }

        return words;
    }

    /// <summary>A value that stands in quotation marks, without these and its escapes; any other as it is.</summary>
    public static string Unquoted(string value)
    {
        if (value is not ['"', .. var inner, '"'])
        {
            return value;
        }

        var text = new StringBuilder(inner.Length);
        for (int i = 0; i < inner.Length; i++)
        {
            if (inner[i] != '\\' || i + 1 == inner.Length)
            {
                text.Append(inner[i]);
            }
            else if (inner[++i] == 'u' && i + 4 < inner.Length && ushort.TryParse(inner.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                text.Append((char)code);
                i += 4;
            }
            else
            {
                text.Append(inner[i]);
            }
        }

        return text.ToString();
    }

    // The first event id of a line is ours: strangers' words, which may look like one, stand behind it.
    private static ReadOnlySpan<char> MessageBehindId(ReadOnlySpan<char> line)
    {
        for (int open = line.IndexOf('['); open >= 0;)
        {
            var rest = line[(open + 1)..];
            int close = rest.IndexOf("] ", StringComparison.Ordinal);
            if (close > 0 && !rest[..close].ContainsAnyExceptInRange('0', '9'))
            {
                return rest[..close].SequenceEqual(EventId) ? rest[(close + 2)..] : default;
            }

            int next = rest.IndexOf('[');
            open = next < 0 ? -1 : open + 1 + next;
        }

        return default;
    }

    private static string? Message(string line)
    {
        var message = line.StartsWith("decision=", StringComparison.Ordinal) || line.StartsWith("client=", StringComparison.Ordinal)
            ? line.AsSpan()
            : MessageBehindId(line);
        return message.IsEmpty ? null : message.TrimEnd().ToString();
    }

    private static int EndOfValue(string message, int start)
    {
        bool isQuoted = false;
        for (int i = start; i < message.Length; i++)
        {
            switch (message[i])
            {
                case '\\' when isQuoted:
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ' ' when !isQuoted:
                    return i;
            }
        }

        return message.Length;
    }
}
