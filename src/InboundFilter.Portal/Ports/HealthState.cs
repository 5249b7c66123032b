namespace InboundFilter.Portal.Ports;

/// <summary>How a thing is.</summary>
public enum HealthState
{
    /// <summary>Works.</summary>
    Good,

    /// <summary>Works, but somebody should look at it.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Bad,
}
