namespace InboundFilter.Mail.Spf;

/// <summary>Counts what one evaluation has spent, over all its records (RFC 7208 §4.6.4).</summary>
internal sealed class SpfBudget(SpfLimits limits)
{
    private int _voidLookups;

    /// <summary>Terms that have asked the DNS.</summary>
    public int Lookups { get; private set; }

    /// <summary>Takes one term's lookup; false when none is left.</summary>
    public bool TryTakeLookup()
    {
        if (Lookups >= limits.MaxLookups)
        {
            return false;
        }

        Lookups++;
        return true;
    }

    /// <summary>Takes one question that found nothing; false when none is left.</summary>
    public bool TryTakeVoidLookup() => ++_voidLookups <= limits.MaxVoidLookups;
}
