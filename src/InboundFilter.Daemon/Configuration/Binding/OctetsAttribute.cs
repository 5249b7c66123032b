using System.Globalization;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>A number of octets, written <c>50MiB</c>, <c>10k</c> or <c>4096</c>. Units of 1000 are written <c>kB</c>, <c>MB</c>, <c>GB</c>, all others count 1024.</summary>
internal sealed class OctetsAttribute : ScalarFormatAttribute
{
    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("kib", 1L << 10), ("mib", 1L << 20), ("gib", 1L << 30),
        ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000),
        ("k", 1L << 10), ("m", 1L << 20), ("g", 1L << 30), ("b", 1),
    ];

    public override ScalarResult Read(string text, Type type)
    {
        var unit = Array.Find(Units, u => text.EndsWith(u.Suffix, StringComparison.OrdinalIgnoreCase));
        (string suffix, long factor) = unit.Suffix is null ? (string.Empty, 1) : unit;
        var digits = text.AsSpan(0, text.Length - suffix.Length).TrimEnd(' ');

        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || number > long.MaxValue / factor
            || (type == typeof(int) && number * factor > int.MaxValue))
        {
            return ScalarResult.Wrong("is not a size", "write a whole number with a unit, such as 50MiB or 10k");
        }

        return ScalarResult.Of(Convert.ChangeType(number * factor, type, CultureInfo.InvariantCulture));
    }

    public override string Write(object value)
    {
        long octets = Convert.ToInt64(value, CultureInfo.InvariantCulture);
        (string suffix, long factor) = octets switch
        {
            >= 1L << 30 when octets % (1L << 30) == 0 => ("GiB", 1L << 30),
            >= 1L << 20 when octets % (1L << 20) == 0 => ("MiB", 1L << 20),
            >= 1L << 10 when octets % (1L << 10) == 0 => ("KiB", 1L << 10),
            _ => (string.Empty, 1L),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{octets / factor}{suffix}");
    }
}
