using InboundFilter.Fuzz.Targets;

namespace InboundFilter.Fuzz.Generating;

/// <summary>Makes one input after the other: first the seeds, then some by the grammar, most by damaging what was of use before.</summary>
/// <param name="target">Whose.</param>
/// <param name="chance">Decides everything.</param>
internal sealed class InputSource(IFuzzTarget target, Random chance)
{
    /// <summary>Inputs that are kept at most; then a new one takes the place of another, seeds excepted.</summary>
    public const int MaxKept = 4_096;

    private readonly List<byte[]> _kept = [];
    private readonly HashSet<ulong> _known = [];
    private readonly Mutator _mutator = new(chance, target.Words, target.MaxOctets);
    private int _seedsGiven;

    /// <summary>Inputs that did something new.</summary>
    public int Kept => _kept.Count;

    /// <summary>Different things that the product was seen to do.</summary>
    public int Known => _known.Count;

    public byte[] Next()
    {
        if (_seedsGiven < target.Seeds.Count)
        {
            return Cut(target.Seeds[_seedsGiven++]);
        }

        return chance.Next(4) switch
        {
            0 => Cut(target.Make(chance)),
            1 => _mutator.Mutate(Cut(target.Make(chance)), Any()),
            _ => _mutator.Mutate(Any(), Any()),
        };
    }

    /// <summary>Keeps an input when what it did was not seen before.</summary>
    public void Learn(byte[] input, Behaviour behaviour)
    {
        if (!_known.Add(behaviour.Hash))
        {
            return;
        }

        if (_kept.Count < MaxKept)
        {
            _kept.Add(input);
        }
        else
        {
            _kept[chance.Next(target.Seeds.Count, MaxKept)] = input;
        }
    }

    private byte[] Any() => _kept.Count > 0 ? _kept[chance.Next(_kept.Count)] : Cut(target.Seeds[chance.Next(target.Seeds.Count)]);

    private byte[] Cut(byte[] made) => made.Length > target.MaxOctets ? made[..target.MaxOctets] : made;
}
