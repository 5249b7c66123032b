using System.Globalization;
using System.Reflection;

namespace InboundFilter.Ledger;

/// <summary>The versioned SQL scripts of one engine, from the assembly's resources <c>Scripts/ENGINE/NNNN_what.sql</c>.</summary>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="Sql">What leads from the version before to this one.</param>
internal sealed record Script(int Version, string Sql)
{
    /// <summary>In order of version.</summary>
    public static IReadOnlyList<Script> All(string engine)
    {
        var assembly = typeof(Script).Assembly;
        string folder = $"Scripts/{engine}/";
        Script[] scripts =
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith(folder, StringComparison.Ordinal))
                .Select(n => new Script(int.Parse(n.AsSpan(folder.Length, 4), NumberStyles.None, CultureInfo.InvariantCulture), Text(assembly, n)))
                .OrderBy(s => s.Version),
        ];
        return scripts.Select(s => s.Version).SequenceEqual(Enumerable.Range(1, scripts.Length)) ? scripts
            : throw new InvalidOperationException($"The scripts in {folder} are not numbered from 1 without gaps.");
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
