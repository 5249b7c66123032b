namespace InboundFilter.Fuzz.Targets;

/// <summary>Something that must hold for every input does not.</summary>
/// <param name="invariant">Which; the same for all inputs that break it.</param>
/// <param name="detail">How, for this input.</param>
internal sealed class BrokenInvariantException(string invariant, string detail) : Exception($"{invariant}: {detail}")
{
    public string Invariant => invariant;
}
