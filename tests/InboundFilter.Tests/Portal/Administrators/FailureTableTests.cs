using InboundFilter.Portal.Administrators;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Portal.Administrators;

public sealed class FailureTableTests
{
    private const string Key = "anna";

    private readonly ManualTimeProvider _time = new();

    [Test]
    public void The_fifth_failure_closes_for_a_minute_and_each_further_one_for_twice_as_long_up_to_an_hour()
    {
        var table = new FailureTable(_time, 10);
        for (int i = 1; i < FailureTable.Allowed; i++)
        {
            Assert.That(table.Add(Key), Is.Null, $"failure {i}");
        }

        foreach (int minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            Assert.That(table.Add(Key) - _time.GetUtcNow(), Is.EqualTo(TimeSpan.FromMinutes(minutes)));
            _time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.That(table.IsClosed("Anna"), Is.True, "case makes no difference");
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.That(table.IsClosed(Key), Is.False);
        }
    }

    [TestCase(-365)]
    [TestCase(365)]
    public void A_clock_that_is_set_neither_opens_nor_shuts_out_for_longer(int days)
    {
        var table = new FailureTable(_time, 10);
        Close(table, Key);

        _time.Step(TimeSpan.FromDays(days));
        Assert.That(table.IsClosed(Key), Is.True);
        _time.Advance(FailureTable.FirstWait);
        Assert.That(table.IsClosed(Key), Is.False);
    }

    [Test]
    public void Who_proves_himself_begins_anew()
    {
        var table = new FailureTable(_time, 10);
        Close(table, Key);
        table.Forget(Key);
        Assert.That((table.IsClosed(Key), table.Add(Key)), Is.EqualTo((false, (DateTimeOffset?)null)));
    }

    [Test]
    public void Failures_are_forgotten_after_a_day_without_one()
    {
        var table = new FailureTable(_time, 10);
        Close(table, Key);
        _time.Advance(FailureTable.Forgotten);
        Assert.That(table.Add(Key), Is.Null);
    }

    [Test]
    public void The_table_is_bounded_and_keeps_what_is_closed()
    {
        var table = new FailureTable(_time, 10);
        Close(table, Key);
        for (int i = 0; i < 1_000; i++)
        {
            table.Add($"stranger-{i}");
        }

        Assert.That((table.Count, table.IsClosed(Key)), Is.EqualTo((10, true)));
    }

    private static void Close(FailureTable table, string key)
    {
        for (int i = 0; i < FailureTable.Allowed; i++)
        {
            table.Add(key);
        }
    }
}
