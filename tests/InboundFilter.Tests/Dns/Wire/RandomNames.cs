using System.Globalization;

namespace InboundFilter.Tests.Dns.Wire;

/// <summary>Names for properties, in the form in which a reader shows them.</summary>
internal static class RandomNames
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>One to six labels of host characters.</summary>
    public static string Host(Random random) =>
        string.Join('.', Enumerable.Range(0, random.Next(1, 7)).Select(_ => Label(random, random.Next(1, 31), odd: false)));

    /// <summary>Any octets, with any length up to the longest.</summary>
    public static string Any(Random random)
    {
        var labels = new List<string>();
        int left = random.Next(2, 255);
        while (left > 1)
        {
            int length = Math.Min(random.Next(1, 64), left - 1);
            labels.Add(Label(random, length, odd: true));
            left -= 1 + length;
        }

        return string.Join('.', labels);
    }

    private static string Label(Random random, int length, bool odd) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => odd && random.Next(4) == 0 ? Odd(random) : Plain[random.Next(Plain.Length)].ToString()));

    private static string Odd(Random random)
    {
        int octet = random.Next(128, 384) % 256;
        return octet >= 'A' && octet <= 'Z' || Plain.Contains((char)octet, StringComparison.Ordinal)
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"\\{octet:D3}");
    }
}
