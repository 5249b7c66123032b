using InboundFilter.Fuzz.Generating;

namespace InboundFilter.Fuzz.Targets;

/// <summary>A part of the product that reads what strangers send, with what must hold whatever they send.</summary>
/// <remarks>Not thread-safe. One input must not change what another does, so that a finding can be repeated by itself.</remarks>
internal interface IFuzzTarget : IDisposable
{
    /// <summary>As on the command line.</summary>
    string Name { get; }

    /// <summary>Longest input that is tried, in octets.</summary>
    int MaxOctets { get; }

    /// <summary>Well-formed inputs to begin with; at least one.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Words of the format, to be strewn in.</summary>
    IReadOnlyList<byte[]> Words { get; }

    /// <summary>Makes an input by the grammar of the format, with faults where chance wants them.</summary>
    byte[] Make(Random chance);

    /// <summary>Runs the product on an input.</summary>
    /// <param name="input">Must not be changed or kept.</param>
    /// <param name="pieces">Cuts it, always in the same way for the same input.</param>
    /// <param name="behaviour">Gets what the product did, in few different words: an input that makes it do something new is kept.</param>
    /// <exception cref="BrokenInvariantException">Something does not hold. Any other exception is a finding too.</exception>
    void Run(byte[] input, PieceCutter pieces, Behaviour behaviour);
}
