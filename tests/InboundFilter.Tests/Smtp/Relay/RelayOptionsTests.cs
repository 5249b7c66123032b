using System.Reflection;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Relay.Maildir;

namespace InboundFilter.Tests.Smtp.Relay;

public sealed class RelayOptionsTests
{
    private static readonly RelayHost Host = new("10.0.0.5", 25);

    [Test]
    public void The_defaults_are_valid()
    {
        var result = new RelayOptionsValidator().Validate(null, new RelayOptions { Name = "exchange", Hosts = [Host], HeloName = "mx.example.test" });

        Assert.That(result.Failures, Is.Null);
    }

    [Test]
    public void Every_problem_is_named()
    {
        var result = new RelayOptionsValidator().Validate(null, new RelayOptions
        {
            Name = string.Empty,
            Hosts = [],
            HeloName = "mx.example.test",
            MaxConnections = 0,
            IdleTimeout = TimeSpan.FromMinutes(10),
        });

        Assert.That(string.Join('\n', result.Failures!), Does.Contain("Name").And.Contain("Hosts").And.Contain("MaxConnections").And.Contain("IdleTimeout"));
    }

    [Test]
    public void A_maildir_needs_a_root()
    {
        var result = new MaildirOptionsValidator().Validate(null, new MaildirOptions { Name = "local", Root = string.Empty, HostName = "mx.example.test" });

        Assert.That(result.Failed, Is.True);
    }

    [TestCase(nameof(RelayOptions.GreetingTimeout), 300)]
    [TestCase(nameof(RelayOptions.MailTimeout), 300)]
    [TestCase(nameof(RelayOptions.RecipientTimeout), 300)]
    [TestCase(nameof(RelayOptions.DataInitiationTimeout), 120)]
    [TestCase(nameof(RelayOptions.DataBlockTimeout), 180)]
    [TestCase(nameof(RelayOptions.FinalDotTimeout), 600)]
    public void Time_limits_are_those_of_RFC_5321_4_5_3_2(string name, int seconds)
    {
        var options = new RelayOptions { Name = "exchange", Hosts = [Host], HeloName = "mx.example.test" };

        var limit = typeof(RelayOptions).GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.GetValue(options);

        Assert.That(limit, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }
}
