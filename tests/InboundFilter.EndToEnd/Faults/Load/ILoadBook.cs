namespace InboundFilter.EndToEnd.Faults.Load;

/// <summary>Where the load generator writes down what it sends and what it is told. Called by all its clients at once.</summary>
internal interface ILoadBook
{
    void Sends(LoadMessage message);

    void WasTold(Attempt attempt);
}
