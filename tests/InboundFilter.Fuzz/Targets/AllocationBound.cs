using System.Globalization;

namespace InboundFilter.Fuzz.Targets;

/// <summary>Bounds what one call may allocate on this thread, for an input of a size: memory and, by it, most of the time.</summary>
/// <param name="octets">Allowed whatever the input.</param>
/// <param name="octetsPerOctet">Allowed for each octet of the input.</param>
internal readonly struct AllocationBound(long octets, long octetsPerOctet)
{
    private readonly long _before = GC.GetAllocatedBytesForCurrentThread();

    public void Check(int inputOctets)
    {
        long used = GC.GetAllocatedBytesForCurrentThread() - _before;
        Invariant.That(
            used <= octets + (octetsPerOctet * inputOctets),
            "allocation is bounded by the size of the input",
            string.Create(CultureInfo.InvariantCulture, $"{used} octets for an input of {inputOctets}"));
    }
}
