using System.Text;
using InboundFilter.Policy.Traps;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Policy.Traps;

public sealed class MailSampleTests
{
    [TestCase(20, 30, 20, 30)]
    [TestCase(20, 0, 20, 0)]
    [TestCase(MailSample.MaxOctets + 5, 10, MailSample.MaxOctets, 10)]
    [TestCase(20, MailSample.MaxOctets + 5, 20, MailSample.MaxOctets)]
    public async Task Takes_the_beginning_of_header_and_body(int header, int body, int keptHeader, int keptBody)
    {
        await using var spool = new TextSpool(new string('h', header) + new string('b', body));

        var sample = await MailSample.ReadAsync(spool, header, CancellationToken.None);

        Assert.That(Encoding.ASCII.GetString(sample.Header.Span), Is.EqualTo(new string('h', keptHeader)));
        Assert.That(Encoding.ASCII.GetString(sample.Body.Span), Is.EqualTo(new string('b', keptBody)));
    }
}
