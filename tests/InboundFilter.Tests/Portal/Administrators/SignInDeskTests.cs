using System.Net;
using InboundFilter.Portal;
using InboundFilter.Portal.Administrators;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Portal.Administrators;

public sealed class SignInDeskTests
{
    private const string Wrong = "wrong horse battery";

    private readonly ManualTimeProvider _time = new();
    private readonly FixedUsers _users = new();
    private ServiceProvider _services = null!;
    private SignInJournal _journal = null!;
    private SignInDesk _desk = null!;

    [SetUp]
    public void SetUp()
    {
        _services = new ServiceCollection().BuildServiceProvider();
        _journal = new SignInJournal(new PortalLedger(_services), _time, NullLogger<SignInJournal>.Instance);
        _desk = new SignInDesk(_users, new Passwords(), _journal, _time);
    }

    [TearDown]
    public async Task TearDown()
    {
        _desk.Dispose();
        _journal.Dispose();
        await _services.DisposeAsync();
    }

    [Test]
    public async Task Five_failures_with_a_name_close_it_for_everybody_even_with_the_right_password()
    {
        for (int i = 1; i <= FailureTable.Allowed; i++)
        {
            await TryAsync(FixedUsers.Anna, Wrong, $"192.0.2.{i}");
        }

        Assert.That(await TryAsync(FixedUsers.Anna, FixedUsers.Password, "198.51.100.1"), Is.EqualTo(SignInOutcome.Refused));
        _time.Advance(FailureTable.FirstWait);
        Assert.That(await TryAsync(FixedUsers.Anna, FixedUsers.Password, "198.51.100.1"), Is.EqualTo(SignInOutcome.Done));
    }

    [Test]
    public async Task Five_failures_from_an_address_close_it_for_every_name()
    {
        foreach (string name in new[] { "a", "b", "c", "d", "e" })
        {
            _users.Put(name);
            await TryAsync(name, Wrong, "192.0.2.1");
        }

        Assert.That(await TryAsync(FixedUsers.Anna, FixedUsers.Password, "192.0.2.1"), Is.EqualTo(SignInOutcome.Refused));
        Assert.That(await TryAsync(FixedUsers.Anna, FixedUsers.Password, "192.0.2.2"), Is.EqualTo(SignInOutcome.Done));
    }

    [Test]
    public async Task Success_before_the_fifth_failure_begins_anew()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.That(await TryAsync(FixedUsers.Anna, i % FailureTable.Allowed == 4 ? FixedUsers.Password : Wrong, "192.0.2.1"), Is.EqualTo(i % 5 == 4 ? SignInOutcome.Done : SignInOutcome.Refused));
        }
    }

    [TestCase("nobody")]
    [TestCase("")]
    [TestCase("<script>")]
    public async Task A_name_that_does_not_exist_is_refused(string name) =>
        Assert.That(await TryAsync(name, FixedUsers.Password, "192.0.2.1"), Is.EqualTo(SignInOutcome.Refused));

    [Test]
    public async Task Who_finds_the_queue_full_is_sent_away_without_a_look()
    {
        using var users = new SlowUsers();
        using var desk = new SignInDesk(users, new Passwords(), _journal, _time);
        var address = IPAddress.Parse("192.0.2.1");
        var first = Task.Run(() => desk.TryAsync("nobody", Wrong, address, CancellationToken.None));
        users.Asked.Wait();
        var waiting = Enumerable.Range(1, SignInDesk.MaxWaiting - 1).Select(_ => desk.TryAsync("nobody", Wrong, address, CancellationToken.None)).ToList();

        Assert.That((await desk.TryAsync("nobody", Wrong, address, CancellationToken.None)).Result, Is.EqualTo(SignInOutcome.Busy));

        users.Answer.Set();
        Assert.That((await Task.WhenAll(waiting.Append(first))).Select(t => t.Result), Has.All.EqualTo(SignInOutcome.Refused));
        Assert.That((await desk.TryAsync("nobody", Wrong, address, CancellationToken.None)).Result, Is.EqualTo(SignInOutcome.Refused), "the queue is empty again");
    }

    [TestCase("192.0.2.1", "192.0.2.1")]
    [TestCase("::ffff:192.0.2.1", "192.0.2.1")]
    [TestCase("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [TestCase(null, "unknown")]
    public void An_IPv6_customer_counts_as_one(string? address, string key) =>
        Assert.That(ClientKey.Of(address is null ? null : IPAddress.Parse(address)), Is.EqualTo(key));

    private async Task<SignInOutcome> TryAsync(string name, string password, string address) =>
        (await _desk.TryAsync(name, password, IPAddress.Parse(address), CancellationToken.None)).Result;

    private sealed class SlowUsers : IPortalUsers, IDisposable
    {
        public ManualResetEventSlim Asked { get; } = new();

        public ManualResetEventSlim Answer { get; } = new();

        public bool IsEmpty => true;

        public PortalUser? Find(string name)
        {
            Asked.Set();
            Answer.Wait();
            return null;
        }

        public void Dispose()
        {
            Asked.Dispose();
            Answer.Dispose();
        }
    }
}
