using System.Collections;

namespace InboundFilter.Mail.Message.Parameters;

/// <summary>The parameters of a field (RFC 2045 §5.1, RFC 2231), each name once, in the order in which the names first came.</summary>
public sealed class ParameterList(IReadOnlyList<HeaderParameter> parameters, IReadOnlyList<ParameterFault> faults) : IReadOnlyList<HeaderParameter>
{
    public static ParameterList Empty { get; } = new([], []);

    /// <summary>What readers may take differently; at most one of a kind.</summary>
    public IReadOnlyList<ParameterFault> Faults => faults;

    public int Count => parameters.Count;

    public HeaderParameter this[int index] => parameters[index];

    /// <summary>The value of the parameter, whatever the case of its name; null when there is none.</summary>
    public string? this[string name] => Find(name)?.Value;

    /// <summary>The parameter, whatever the case of its name; null when there is none.</summary>
    public HeaderParameter? Find(string name) => parameters.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public IEnumerator<HeaderParameter> GetEnumerator() => parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
