namespace InboundFilter.Portal.Charts;

/// <summary>Patterns of areas.</summary>
public enum Hatch
{
    Plain,
    Dots,
    Stripes,
    Crosses,
}
