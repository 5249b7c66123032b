namespace InboundFilter.Policy.Ports;

/// <summary>Takes reports about messages. Thread-safe.</summary>
public interface IReportSink
{
    /// <summary>Takes a report at once, to weigh it later; must not throw or block.</summary>
    /// <returns>True once it is kept; false when there is no room for it or the ledger does not take it. Never fails.</returns>
    Task<bool> OfferAsync(IncomingReport report);
}
