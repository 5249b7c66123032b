using InboundFilter.Daemon.Doctor;
using InboundFilter.Daemon.Doctor.Examinations;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Doctor;

internal sealed class BlocklistExaminationTests
{
    [TestCase(DnsblState.Healthy, DiagnosisLevel.Ok, "", "")]
    [TestCase(DnsblState.Unprobed, DiagnosisLevel.Ok, "", "")]
    [TestCase(DnsblState.Blocked, DiagnosisLevel.Error, "refuses to answer us: 127.255.255.254", "a resolver of your own")]
    [TestCase(DnsblState.Suspended, DiagnosisLevel.Error, "does not answer as a list does: 127.255.255.254", "take it out")]
    public Task Lists_must_answer_us(DnsblState state, DiagnosisLevel level, string seen, string remedy)
    {
        var list = new DnsblDefinition { Zone = DomainName.Parse("bl.test"), Replies = [] };
        return new BlocklistExamination([list], (asked, _) => Task.FromResult(new DnsblHealth(asked, state, "127.255.255.254", Given.Now, null))).AssertSeesAsync(level, seen, remedy);
    }
}
