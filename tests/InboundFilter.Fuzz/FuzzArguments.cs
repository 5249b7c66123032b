using System.Globalization;

namespace InboundFilter.Fuzz;

/// <summary>What the command line asks for.</summary>
/// <param name="Target">Name of the target; null when only a list of them is wanted.</param>
/// <param name="Duration">How long to run.</param>
/// <param name="Seed">From which all chance comes.</param>
/// <param name="Findings">Folder for inputs that show a fault.</param>
/// <param name="Replay">A file with the one input to be run; null for a run.</param>
/// <param name="Rescue">The file that a process left which died; its input is kept as a finding. Null for a run.</param>
internal sealed record FuzzArguments(string? Target, TimeSpan Duration, int Seed, string Findings, string? Replay, string? Rescue)
{
    public const string Usage = "usage: fuzz list | fuzz TARGET [--seconds N] [--seed N] [--findings FOLDER] [--replay FILE] [--rescue FILE]";

    private const int DefaultSeconds = 30;

    /// <returns>Null when they make no sense.</returns>
    public static FuzzArguments? Read(string[] arguments)
    {
        if (arguments is ["list"])
        {
            return new FuzzArguments(null, TimeSpan.Zero, 0, string.Empty, null, null);
        }

        if (arguments.Length % 2 == 0)
        {
            return null;
        }

        var options = new Dictionary<string, string>();
        for (int i = 1; i < arguments.Length; i += 2)
        {
            if (arguments[i] is not ("--seconds" or "--seed" or "--findings" or "--replay" or "--rescue") || !options.TryAdd(arguments[i], arguments[i + 1]))
            {
                return null;
            }
        }

        return TryReadNumber(options, "--seconds", DefaultSeconds, out int seconds) && TryReadNumber(options, "--seed", 1, out int seed)
            ? new FuzzArguments(
                arguments[0],
                TimeSpan.FromSeconds(seconds),
                seed,
                options.GetValueOrDefault("--findings") ?? Path.Combine(Path.GetTempPath(), "inboundfilter-fuzz"),
                options.GetValueOrDefault("--replay"),
                options.GetValueOrDefault("--rescue"))
            : null;
    }

    private static bool TryReadNumber(Dictionary<string, string> options, string name, int otherwise, out int number)
    {
        number = otherwise;
        return !options.TryGetValue(name, out string? text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
