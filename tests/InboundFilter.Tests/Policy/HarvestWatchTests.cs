using System.Net;
using InboundFilter.Policy;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Policy;

public sealed class HarvestWatchTests
{
    [TestCase("192.0.2.1", "192.0.2.1", true)]
    [TestCase("192.0.2.1", "192.0.2.2", false)]
    [TestCase("2001:db8::1", "2001:db8::ffff", true, TestName = "An IPv6 /64 is one client")]
    [TestCase("2001:db8::1", "2001:db8:0:1::1", false)]
    public void The_budget_is_that_of_one_client(string spender, string client, bool isOver)
    {
        var watch = new HarvestWatch(2, new ManualTimeProvider());
        watch.Add(IPAddress.Parse(spender));
        Assert.That(watch.IsOver(IPAddress.Parse(client)), Is.False);

        watch.Add(IPAddress.Parse(spender));
        Assert.That(watch.IsOver(IPAddress.Parse(client)), Is.EqualTo(isOver));
    }

    [Test]
    public void The_count_begins_anew_after_its_time()
    {
        var time = new ManualTimeProvider();
        var watch = new HarvestWatch(1, time);
        watch.Add(IPAddress.Loopback);

        time.Advance(HarvestWatch.Window - TimeSpan.FromSeconds(1));
        Assert.That(watch.IsOver(IPAddress.Loopback), Is.True);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(watch.IsOver(IPAddress.Loopback), Is.False);
        watch.Add(IPAddress.Loopback);
        Assert.That(watch.IsOver(IPAddress.Loopback), Is.True);
    }

    [Test]
    public void A_memory_full_of_others_forgets_no_harvester_until_its_time_is_over()
    {
        var time = new ManualTimeProvider();
        var watch = new HarvestWatch(1, time);
        watch.Add(IPAddress.Loopback);
        for (int n = 0; n < HarvestWatch.MaxClients; n++)
        {
            watch.Add(Client(n));
        }

        Assert.That((watch.IsOver(IPAddress.Loopback), watch.IsOver(Client(HarvestWatch.MaxClients - 1))), Is.EqualTo((true, false)));
        time.Advance(HarvestWatch.Window);
        watch.Add(Client(HarvestWatch.MaxClients));
        Assert.That(watch.IsOver(Client(HarvestWatch.MaxClients)), Is.True);
    }

    private static IPAddress Client(int n) => new([10, (byte)(n >> 16), (byte)(n >> 8), (byte)n]);
}
