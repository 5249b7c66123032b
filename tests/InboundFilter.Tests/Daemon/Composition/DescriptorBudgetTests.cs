using InboundFilter.Daemon.Composition;

namespace InboundFilter.Tests.Daemon.Composition;

public sealed class DescriptorBudgetTests
{
    [TestCase("Max open files            1024                 524288               files     ", 468)]
    [TestCase("Max open files            65536                65536                files     ", 48_852)]
    [TestCase("Max open files            100                  100                  files     ", 1, TestName = "There is always room for one")]
    [TestCase("Max open files            unlimited            unlimited            files     ", null)]
    [TestCase("Max processes             1024                 1024                 processes ", null)]
    public void Sessions_leave_descriptors_for_all_else(string line, int? sessions) =>
        Assert.That(DescriptorBudget.Sessions(["Limit                     Soft Limit           Hard Limit           Units     ", line]), Is.EqualTo(sessions));
}
