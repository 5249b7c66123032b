using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Checks.ReverseNames;

/// <summary>The <see cref="ReverseNameClassifier"/>'s word on whether an ISP discloses.</summary>
public sealed class LineNaming(ReverseNameClassifier classifier) : ILineNaming
{
    public bool HidesKindOfLine(IPAddress address, DomainName reverseName, bool isConfirmed) =>
        classifier.Classify(address, reverseName, isConfirmed).Class is ReverseNameClass.Undisclosed;
}
