namespace InboundFilter.Fuzz.Running;

/// <summary>Shortens an input as long as it shows the same fault: leaves out ever smaller blocks, then makes octets plain.</summary>
/// <param name="execution">Tells whether it does.</param>
/// <param name="time">Clock.</param>
internal sealed class Minimiser(Execution execution, TimeProvider time)
{
    private const int MaxRuns = 5_000;
    private const byte Plain = (byte)'a';

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private int _runsLeft = MaxRuns;
    private long _begun;

    public Finding Minimise(Finding finding)
    {
        (_runsLeft, _begun) = (MaxRuns, time.GetTimestamp());
        for (int block = Math.Max(1, finding.Input.Length / 2); block > 0; block /= 2)
        {
            for (int at = 0; at < finding.Input.Length && MayGoOn;)
            {
                byte[] shorter = [.. finding.Input[..at], .. finding.Input[Math.Min(at + block, finding.Input.Length)..]];
                if (Shows(finding.Kind, shorter) is { } smaller)
                {
                    finding = smaller;
                }
                else
                {
                    at += block;
                }
            }
        }

        for (int at = 0; at < finding.Input.Length && MayGoOn; at++)
        {
            if (finding.Input[at] != Plain)
            {
                byte[] plainer = [.. finding.Input];
                plainer[at] = Plain;
                finding = Shows(finding.Kind, plainer) ?? finding;
            }
        }

        return finding;
    }

    private bool MayGoOn => _runsLeft > 0 && time.GetElapsedTime(_begun) < Limit;

    private Finding? Shows(string kind, byte[] input)
    {
        _runsLeft--;
        return execution.Run(input, out _) is { } found && found.Kind == kind ? found : null;
    }
}
