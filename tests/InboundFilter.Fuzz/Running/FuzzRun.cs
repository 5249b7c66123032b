using System.Globalization;
using System.Text;
using InboundFilter.Fuzz.Generating;
using InboundFilter.Fuzz.Targets;

namespace InboundFilter.Fuzz.Running;

/// <summary>Tries inputs on one target until the time is over, and says what was found.</summary>
/// <param name="target">What is tried.</param>
/// <param name="arguments">How long, from which seed, where findings go.</param>
/// <param name="time">Clock.</param>
/// <param name="output">Gets the report.</param>
internal sealed class FuzzRun(IFuzzTarget target, FuzzArguments arguments, TimeProvider time, TextWriter output)
{
    /// <summary>Kinds of fault after which a run ends: there is enough to do.</summary>
    private const int MaxFindings = 8;

    /// <summary>Less than any thread of the daemon has, so that recursion shows.</summary>
    private const int StackOctets = 512 << 10;

    /// <summary>Findings up to this size are shown, and not only kept in a file.</summary>
    private const int MaxShownOctets = 4_096;

    private readonly Execution _execution = new(target);
    private readonly Dictionary<string, Finding> _findings = [];
    private long _runs;
    private (TimeSpan Time, int Octets) _slowest;

    /// <summary>Where the input at hand is kept.</summary>
    private string Running => Path.Combine(arguments.Findings, target.Name + ".running");

    /// <returns>Whether nothing was found.</returns>
    public bool Run()
    {
        var thread = new Thread(RunHere, StackOctets);
        thread.Start();
        thread.Join();
        return _findings.Count == 0;
    }

    /// <summary>Runs one input and says what came of it.</summary>
    public bool Replay(byte[] input)
    {
        var found = _execution.Run(input, out var behaviour);
        output.WriteLine(found?.Detail ?? string.Create(CultureInfo.InvariantCulture, $"{target.Name}: all is well with these {input.Length} octets (behaviour {behaviour.Hash:x16})"));
        return found is null;
    }

    /// <summary>Keeps the input that another process died of. It is not run again.</summary>
    public void Rescue(byte[] input) => Report(new Finding("crash", "the process died of this input", input));

    private void RunHere()
    {
        Directory.CreateDirectory(arguments.Findings);
        long begun = time.GetTimestamp();
        var source = new InputSource(target, new Random(arguments.Seed));
        using var last = new LastInput(Running, target.MaxOctets);
        using var watchdog = new Watchdog(time, Hangs);
        while (time.GetElapsedTime(begun) < arguments.Duration && _findings.Count < MaxFindings)
        {
            byte[] input = source.Next();
            last.Set(input);
            watchdog.Begin(input);
            var found = _execution.Run(input, out var behaviour);
            var elapsed = watchdog.End();
            _slowest = elapsed > _slowest.Time ? (elapsed, input.Length) : _slowest;
            _runs++;
            if (found is null)
            {
                source.Learn(input, behaviour);
            }
            else if (_findings.TryAdd(found.Kind, found))
            {
                Report(new Minimiser(_execution, time).Minimise(found));
            }
        }

        var (took, processor) = (time.GetElapsedTime(begun), Environment.CpuUsage.TotalTime);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name}: {_runs} inputs in {took.TotalSeconds:F0} s ({_runs / took.TotalSeconds:F0}/s; {processor.TotalSeconds:F0} s of processor), {source.Known} behaviours, {source.Kept} inputs kept, "
            + $"slowest {_slowest.Time.TotalMilliseconds:F0} ms ({_slowest.Octets} octets), {_findings.Count} findings, seed {arguments.Seed}"));
    }

    private void Report(Finding finding)
    {
        Directory.CreateDirectory(arguments.Findings);
        string file = Save(finding.Input);
        output.WriteLine($"{target.Name}: FOUND {finding.Detail}");
        output.WriteLine($"  seed {arguments.Seed}, input {_runs}; again with: scripts/fuzz --replay {file} {target.Name}");
        if (finding.Input.Length <= MaxShownOctets)
        {
            output.WriteLine($"  {Shown(finding.Input)}");
            output.WriteLine($"  {Convert.ToBase64String(finding.Input)}");
        }
    }

    /// <summary>On the watchdog's thread: nothing can end the input but the end of the process.</summary>
    private void Hangs(byte[] input)
    {
        Report(new Finding("hang", $"the input needs more than {Watchdog.Limit.TotalSeconds} s", input));
        output.Flush();
        File.Delete(Running);
        Environment.Exit(1);
    }

    private string Save(byte[] input)
    {
        string file = Path.Combine(arguments.Findings, string.Create(CultureInfo.InvariantCulture, $"{target.Name}-{arguments.Seed}-{_runs}.bin"));
        File.WriteAllBytes(file, input);
        return file;
    }

    /// <summary>As a literal of C#.</summary>
    private static string Shown(byte[] input)
    {
        var text = new StringBuilder("\"");
        foreach (byte octet in input)
        {
            text.Append((char)octet switch
            {
                '\r' => "\\r",
                '\n' => "\\n",
                '"' => "\\\"",
                '\\' => "\\\\",
                >= ' ' and <= '~' => ((char)octet).ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{octet:X4}"),
            });
        }

        return text.Append('"').ToString();
    }
}
