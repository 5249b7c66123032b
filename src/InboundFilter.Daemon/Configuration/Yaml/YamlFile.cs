using System.Text;
using System.Text.Unicode;

namespace InboundFilter.Daemon.Configuration.Yaml;

/// <summary>Reads a YAML file into its node tree; whatever is wrong with the file becomes a problem.</summary>
internal static class YamlFile
{
    /// <summary>Largest file, in octets; longer lists belong in plain files.</summary>
    public const int MaxOctets = 64 << 20;

    /// <summary>False after a problem that leaves no tree; the root is null when the file holds nothing but comments.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">Its name in problems.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="root">The tree.</param>
    public static bool TryRead(string path, string shown, ProblemList problems, out ConfigNode? root)
    {
        root = null;
        return TryReadText(path, shown, problems, out string text) && YamlTreeReader.TryRead(text, shown, problems, out root);
    }

    private static bool TryReadText(string path, string shown, ProblemList problems, out string text)
    {
        text = string.Empty;
        var place = new Place(shown, 0);
        byte[] octets;
        try
        {
            // Takes no lock, so that it never stands in the way of who writes.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            octets = new byte[Math.Min(file.Length, MaxOctets + 1)];
            octets = octets[..file.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false)];
        }
        catch (Exception fault) when (FileFault.Explain(fault) is { } words)
        {
            problems.Fault(place, words.Problem, words.Fix);
            return false;
        }

        if (octets.Length > MaxOctets)
        {
            problems.Fault(place, $"larger than {MaxOctets >> 20} MiB", "put long lists into plain text files and name these with file:");
            return false;
        }

        // A NUL would end the file for the parser, and what stands behind it would silently not hold.
        if (!IsText(octets))
        {
            problems.Fault(new Place(shown, FirstLineNotText(octets)), "not UTF-8 text", "save the file as UTF-8, without binary octets");
            return false;
        }

        text = Encoding.UTF8.GetString(octets.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? octets.AsSpan(3) : octets);
        return true;
    }

    private static bool IsText(ReadOnlySpan<byte> octets) => Utf8.IsValid(octets) && !octets.Contains((byte)0);

    private static int FirstLineNotText(ReadOnlySpan<byte> octets)
    {
        int line = 1;
        foreach (var range in octets.Split((byte)'\n'))
        {
            if (!IsText(octets[range]))
            {
                break;
            }

            line++;
        }

        return line;
    }
}
