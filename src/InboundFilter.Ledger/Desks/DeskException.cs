namespace InboundFilter.Ledger.Desks;

/// <summary>What was asked of a desk cannot be done as things stand; the message is for the person who asked.</summary>
public sealed class DeskException : Exception
{
    public DeskException()
    {
    }

    public DeskException(string message)
        : base(message)
    {
    }

    public DeskException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
