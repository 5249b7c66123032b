using InboundFilter.Dns.Wire;
using InboundFilter.Tests.Dns.Fakes;

namespace InboundFilter.Tests.Dns.Wire;

/// <summary>Answers of every shape that the reader must take apart.</summary>
internal static class SampleAnswers
{
    public static IEnumerable<TestCaseData<DnsRecordType, byte[]>> All()
    {
        yield return Case("addresses", DnsRecordType.A, new AnswerBuilder("www.example.test", DnsRecordType.A)
            .Address("www.example.test", 60, "192.0.2.1").Address("www.example.test", 60, "192.0.2.2").Opt());
        yield return Case("v6", DnsRecordType.Aaaa, new AnswerBuilder("www.example.test", DnsRecordType.Aaaa)
            .Address("www.example.test", 60, "2001:db8::1"));
        yield return Case("alias", DnsRecordType.A, new AnswerBuilder("www.example.test", DnsRecordType.A)
            .Cname("www.example.test", 60, "web.example.test").Cname("web.example.test", 60, "host.other.test")
            .Address("host.other.test", 60, "192.0.2.1").Opt());
        yield return Case("exchangers", DnsRecordType.Mx, new AnswerBuilder("example.test", DnsRecordType.Mx)
            .Mx("example.test", 60, 10, "mx1.example.test").Mx("example.test", 60, 5, "mx2.example.test").Opt());
        yield return Case("texts", DnsRecordType.Txt, new AnswerBuilder("example.test", DnsRecordType.Txt)
            .Txt("example.test", 60, "v=spf1 ", "-all").Txt("example.test", 60, ""));
        yield return Case("pointer", DnsRecordType.Ptr, new AnswerBuilder("1.2.0.192.in-addr.arpa", DnsRecordType.Ptr)
            .Ptr("1.2.0.192.in-addr.arpa", 60, "host.example.test"));
        yield return Case("no such name", DnsRecordType.A, new AnswerBuilder("gone.example.test", DnsRecordType.A) { Code = DnsResponseCode.NxDomain }
            .Soa("example.test", 60, 30).Opt());
        yield return Case("uncompressed", DnsRecordType.Mx, new AnswerBuilder("example.test", DnsRecordType.Mx) { Compress = false }
            .Mx("example.test", 60, 10, "mx1.example.test").Soa("test", 60, 30));
    }

    private static TestCaseData<DnsRecordType, byte[]> Case(string name, DnsRecordType type, AnswerBuilder answer) =>
        new TestCaseData<DnsRecordType, byte[]>(type, answer.Build()).SetArgDisplayNames(name);
}
