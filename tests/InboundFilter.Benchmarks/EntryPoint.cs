using BenchmarkDotNet.Running;

namespace InboundFilter.Benchmarks;

internal static class EntryPoint
{
    private static async Task Main(string[] args)
    {
        if (args is ["scale"])
        {
            await ListScale.RunAsync();
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(EntryPoint).Assembly).Run(args);
    }
}
