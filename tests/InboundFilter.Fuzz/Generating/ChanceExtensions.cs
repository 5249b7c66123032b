using System.Text;

namespace InboundFilter.Fuzz.Generating;

/// <summary>Small choices of grammars.</summary>
internal static class ChanceExtensions
{
    /// <summary>True once in so many times.</summary>
    public static bool OnceIn(this Random chance, int times) => chance.Next(times) == 0;

    public static T Any<T>(this Random chance, params IReadOnlyList<T> from) => from[chance.Next(from.Count)];

    /// <summary>Text of a few to, seldom, very many characters.</summary>
    public static string Long(this Random chance, char of, int most) => new(of, chance.OnceIn(8) ? chance.Next(most + 1) : chance.Next(Math.Min(most, 20) + 1));

    /// <summary>Octets of text that has one char for each.</summary>
    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>The same for many.</summary>
    public static byte[][] Octets(params IEnumerable<string> texts) => [.. texts.Select(Octets)];
}
