using InboundFilter.Dns;
using InboundFilter.Policy.Lists;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Policy.Lists;

public sealed class TrapListTests
{
    private static readonly TrapList Traps = new(
    [
        new TrapEntry { Address = "Trap@example.test", File = "t", Line = 1 },
        new TrapEntry { Address = "old-*@example.test", IsPattern = true, File = "t", Line = 2 },
        new TrapEntry { Address = "gone@example.test", Expires = Given.Now, File = "t", Line = 3 },
        new TrapEntry { Address = "old-boss@example.test", File = "t", Line = 4 },
        new TrapEntry { Address = "every@*", IsPattern = true, File = "t", Line = 5 },
    ]);

    [TestCase("trap@example.test", 1)]
    [TestCase("TRAP@example.test", 1)]
    [TestCase("\"trap\"@example.test", 1)]
    [TestCase("\"t\\rap\"@example.test", 1)]
    [TestCase("trap@other.test", null)]
    [TestCase("trap+x@example.test", null)]
    [TestCase("old-name@example.test", 2)]
    [TestCase("old-boss@example.test", 4)]
    [TestCase("gone@example.test", null)]
    [TestCase("every@other.test", 5)]
    [TestCase("\"@example.test", null)]
    public void Finds_traps(string recipient, int? line)
    {
        int at = recipient.LastIndexOf('@');

        var found = Traps.Find(recipient[..at], DomainName.Parse(recipient[(at + 1)..]), Given.Now);

        Assert.That(found?.Line, Is.EqualTo(line));
    }
}
