using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Tests.Policy;

public sealed class MailRoutesTests
{
    [Test]
    public async Task A_mailbox_of_two_domains_is_left_once()
    {
        var shared = new LeftMailbox();
        var routes = new MailRoutes([new(DomainName.Parse("a.test"), shared), new(DomainName.Parse("b.test"), shared)]);

        await routes.DisposeAsync();

        Assert.That(shared.TimesLeft, Is.EqualTo(1));
    }

    [Test]
    public void The_first_domain_is_that_of_a_bare_postmaster()
    {
        var mailbox = new LeftMailbox();
        var routes = new MailRoutes([new(DomainName.Parse("b.test"), mailbox), new(DomainName.Parse("a.test"), mailbox)]);

        Assert.That(routes.FirstDomain.Value, Is.EqualTo("b.test"));
        Assert.That((routes.Find(DomainName.Parse("A.test")), routes.Find(DomainName.Parse("c.test"))), Is.EqualTo((mailbox, (IMailbox?)null)));
    }

    private sealed class LeftMailbox : IMailbox, IAsyncDisposable
    {
        public int TimesLeft { get; private set; }

        public string Name => "shared";

        public IMailboxTransaction Begin(MailCommand mail) => throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            TimesLeft++;
            return ValueTask.CompletedTask;
        }
    }
}
