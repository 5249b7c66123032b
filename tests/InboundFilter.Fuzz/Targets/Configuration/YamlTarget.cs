using System.Reflection;
using System.Text;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Overrides;
using InboundFilter.Fuzz.Generating;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Fuzz.Targets.Configuration;

/// <summary>The administrator's files: whatever stands in one of them, the loader tells problems with file and line.</summary>
/// <remarks>The first octet of an input chooses which of the shipped files it stands for; the others are as shipped.</remarks>
internal sealed class YamlTarget : IFuzzTarget
{
    private const int LoadedAgainOnceIn = 8;
    private const string Main = "inboundfilter.yaml";

    private static readonly string[] Replaced = [Main, "policy.yaml", "dnsbl.yaml", "users.yaml", "lists/block.yaml", "lists/allow.yaml", "lists/consent.yaml", "lists/traps.yaml"];

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyCollection<string> Codes = [.. CodeRule.Shipped.Select(r => r.Code)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inboundfilter-fuzz-");
    private readonly Dictionary<string, byte[]> _shipped = [];

    public YamlTarget()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            byte[] octets = new byte[resource.Length];
            resource.ReadExactly(octets);
            _shipped[name] = octets;
        }

        // Passwords of nobody: the hash is no hash of anything.
        _shipped["users.yaml"] = "users:\n  anna: {password: x}\n"u8.ToArray();
        Directory.CreateDirectory(PathOf("lists"));
        foreach (string name in _shipped.Keys)
        {
            Restore(name);
        }

        Seeds = [.. Replaced.Select((name, i) => (byte[])[(byte)i, .. _shipped[name]]), .. YamlGrammar.Odd.SelectMany(_ => Replaced, (odd, name) => (byte[])[(byte)Array.IndexOf(Replaced, name), .. odd])];
        Words = YamlGrammar.Words(_shipped.Values.Select(Encoding.UTF8.GetString));
    }

    public string Name => "yaml";

    public int MaxOctets => 24 << 10;

    public IReadOnlyList<byte[]> Seeds { get; }

    public IReadOnlyList<byte[]> Words { get; }

    public byte[] Make(Random chance)
    {
        int file = chance.Next(Replaced.Length);
        return [(byte)file, .. YamlGrammar.Make(chance, Words)];
    }

    public void Run(byte[] input, PieceCutter pieces, Behaviour behaviour)
    {
        string name = Replaced[input.Length == 0 ? 0 : input[0] % Replaced.Length];
        byte[] content = input.Length == 0 ? [] : input[1..];
        File.WriteAllBytes(PathOf(name), content);
        try
        {
            var bound = new AllocationBound(64L << 20, 20_000);
            var loaded = Load();
            bound.Check(content.Length);
            behaviour.Note(name);
            Check(name, content, loaded, behaviour);
            if (content.Length % LoadedAgainOnceIn == 0)
            {
                Invariant.Same(Told(loaded), Told(Load()), "the same files have the same problems");
            }
        }
        finally
        {
            Restore(name);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private LoadedConfiguration Load() => ConfigurationLoader.Load(PathOf(Main), ConfigurationOverrides.None, Codes, Now);

    private static string Told(LoadedConfiguration loaded) => string.Join('\n', loaded.Problems);

    private static void Check(string name, byte[] content, LoadedConfiguration loaded, Behaviour behaviour)
    {
        int lines = LinesOf(content);
        foreach (var problem in loaded.Problems)
        {
            Invariant.That(problem.File.Length > 0 && problem.Problem.Length > 0, "a problem says in which file it is, and what it is", problem.ToString());
            Invariant.That(!problem.File.EndsWith(name, StringComparison.Ordinal) || (problem.Line >= 0 && problem.Line <= lines + 1), "a problem is on a line of its file", problem.ToString());
            Invariant.That(!problem.ToString().Any(char.IsControl), "a problem is told on one line", problem.ToString());
            behaviour.Note(problem.Problem.AsSpan(0, Math.Min(problem.Problem.Length, 12)));
        }

        bool isText = content.AsSpan().IndexOf((byte)0) < 0 && System.Text.Unicode.Utf8.IsValid(content);
        Invariant.That(isText || loaded.HasErrors || !IsRead(name, loaded), "a file that is no text is a problem");
    }

    /// <summary>The users are read by the portal, here for their problems alone, and lists only when the main file names them.</summary>
    private static bool IsRead(string name, LoadedConfiguration loaded) => loaded.Sources.Any(s => s.Path.EndsWith(name, StringComparison.Ordinal));

    /// <summary>As YAML 1.1 counts, for which NEL, LS and PS break lines too.</summary>
    private static int LinesOf(byte[] content)
    {
        string text = Encoding.UTF8.GetString(content);
        return 1 + text.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029');
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Restore(string name) => File.WriteAllBytes(PathOf(name), _shipped[name]);
}
