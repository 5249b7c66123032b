using InboundFilter.Fuzz.Running;
using InboundFilter.Fuzz.Targets;

namespace InboundFilter.Fuzz;

/// <summary>Tries made-up input on what strangers can reach; scripts/fuzz runs it. Exit code 0: nothing found; 1: something; 2: wrong arguments.</summary>
internal static class EntryPoint
{
    private static int Main(string[] arguments)
    {
        if (FuzzArguments.Read(arguments) is not { } asked)
        {
            Console.Error.WriteLine(FuzzArguments.Usage);
            return 2;
        }

        if (asked.Target is null)
        {
            foreach (string name in FuzzTargets.Names)
            {
                Console.WriteLine(name);
            }

            return 0;
        }

        using var target = FuzzTargets.Make(asked.Target);
        if (target is null)
        {
            Console.Error.WriteLine($"no target {asked.Target}; there are: {string.Join(' ', FuzzTargets.Names)}");
            return 2;
        }

        var run = new FuzzRun(target, asked, TimeProvider.System, Console.Out);
        if (asked.Rescue is { } left)
        {
            run.Rescue(LastInput.Read(left));
            return 1;
        }

        return (asked.Replay is { } file ? run.Replay(File.ReadAllBytes(file)) : run.Run()) ? 0 : 1;
    }
}
