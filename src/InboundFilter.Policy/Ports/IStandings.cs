namespace InboundFilter.Policy.Ports;

/// <summary>The blocks and grants in force, in memory. Thread-safe; waits for nobody, and allocates nothing where nothing is found.</summary>
public interface IStandings
{
    IStandingIndex Blocks { get; }

    IStandingIndex Grants { get; }
}
