using System.Globalization;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Where something is configured.</summary>
/// <param name="File">A path as the administrator would write it, or the environment variable or command line argument.</param>
/// <param name="Line">From 1; 0 where there are no lines.</param>
internal readonly record struct Place(string File, int Line)
{
    public override string ToString() => Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}") : File;
}
