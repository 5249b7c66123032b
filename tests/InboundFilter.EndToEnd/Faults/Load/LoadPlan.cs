namespace InboundFilter.EndToEnd.Faults.Load;

/// <summary>What a load generator does.</summary>
internal sealed record LoadPlan
{
    /// <summary>The filter's port on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>Clients at once.</summary>
    public int Clients { get; init; } = 8;

    /// <summary>The number before that of the first message, so that several loads on one daemon can be told apart.</summary>
    public int NumbersAfter { get; init; }

    /// <summary>All that is left to chance is drawn from it.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>Messages in one session at most.</summary>
    public int MostMessagesInSession { get; init; } = 5;

    /// <summary>Of a body.</summary>
    public int MostOctets { get; init; } = 8_000;

    /// <summary>Makes the message of a number; null for random text.</summary>
    public Func<int, LoadMessage>? Message { get; init; }

    /// <summary>The client that each session plays by XCLIENT; null to be oneself.</summary>
    public Func<Random, string>? Address { get; init; }

    /// <summary>Messages a second of all clients together; null for as many as can be.</summary>
    public double? Rate { get; init; }

    public bool StartsTls { get; init; }

    /// <summary>Which life of the daemon is met now.</summary>
    public Func<int> Life { get; init; } = static () => 0;
}
