using InboundFilter.Fuzz.Generating;
using InboundFilter.Fuzz.Targets;

namespace InboundFilter.Fuzz.Running;

/// <summary>Runs a target on single inputs and tells faults apart.</summary>
internal sealed class Execution(IFuzzTarget target)
{
    /// <returns>Null when all is well.</returns>
    public Finding? Run(byte[] input, out Behaviour behaviour)
    {
        behaviour = new Behaviour();
        try
        {
            target.Run(input, new PieceCutter(SeedOf(input)), behaviour);
            return null;
        }
        catch (BrokenInvariantException broken)
        {
            return new Finding(broken.Invariant, broken.Message, input);
        }
        catch (Exception fault)
        {
            string thrownAt = fault.StackTrace?.Split('\n')[0].Trim() ?? "nowhere";
            return new Finding($"{fault.GetType().Name} {thrownAt}", fault.ToString(), input);
        }
    }

    /// <summary>From the input alone, so that it is cut in the same way when it is run again.</summary>
    private static int SeedOf(ReadOnlySpan<byte> input)
    {
        int sum = 17;
        foreach (byte octet in input)
        {
            sum = unchecked((sum * 31) + octet);
        }

        return sum;
    }
}
