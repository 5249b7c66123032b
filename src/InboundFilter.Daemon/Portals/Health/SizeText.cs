using System.Globalization;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Octets for people: <c>1.5 GiB</c>.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["octets", "KiB", "MiB", "GiB", "TiB"];

    public static string Of(long octets)
    {
        double size = octets;
        int unit = 0;
        while (size >= 1024 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Units[unit]}");
    }
}
