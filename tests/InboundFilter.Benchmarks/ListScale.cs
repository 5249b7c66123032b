using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using InboundFilter.Benchmarks.Fakes;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Overrides;
using InboundFilter.Daemon.Reload;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Benchmarks;

/// <summary>Lists at full scale, end to end: read from files, looked up, and swapped in while sessions run (<c>scripts/bench scale</c>).</summary>
internal static class ListScale
{
    private const int Entries = 1_000_000;
    private const int YamlEntries = 20_000;
    private const int Loads = 3;
    private const int Lookups = 1_000_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly string[] Codes = [.. CodeRule.Shipped.Select(rule => rule.Code)];

    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("inboundfilter-bench-").FullName;
        try
        {
            string plain = WritePlain(folder), yaml = WriteYaml(folder);
            Measure($"YAML, {YamlEntries:N0} entries", yaml);
            Measure($"plain files, {Entries:N0} networks and {Entries:N0} domains", plain);
            LookUp(Load(plain).Lists.Block);
            await SwapAsync("nothing else", _ => Task.CompletedTask);
            await SwapAsync("reading and swapping the plain files", source => Task.Run(() =>
            {
                for (int i = 0; i < Loads; i++)
                {
                    source.Swap(Load(plain));
                }
            }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LoadedConfiguration Load(string path)
    {
        var loaded = ConfigurationLoader.Load(path, ConfigurationOverrides.None, Codes, Now);
        return loaded.IsUsable ? loaded : throw new InvalidOperationException(string.Join('\n', loaded.Problems));
    }

    private static void Measure(string what, string path)
    {
        for (int i = 0; i < Loads; i++)
        {
            MeasureOnce(what, path);
        }
    }

    // Apart, so that nothing of the last time is held.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MeasureOnce(string what, string path)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var cpu = Environment.CpuUsage.TotalTime;
        long start = Time.GetTimestamp();
        var loaded = Load(path);
        var took = Time.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        Print($"{what}: loaded in {took.TotalMilliseconds:N0} ms ({cpu.TotalMilliseconds:N0} ms of CPU), {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0:N0} MiB");
        GC.KeepAlive(loaded);
    }

    private static void LookUp(AccessList list)
    {
        var addresses = Enumerable.Range(0, 1_000).Select(i => new IPAddress(i * 4_294_967L)).ToArray();
        var domains = Enumerable.Range(0, 1_000).Select(i => DomainName.Parse($"mail.d{i * 1_999}.spam{i % 7}.example")).ToArray();
        LookUp("address", list, addresses, static (l, a) => l.FindAddress(a, Now) is not null);
        LookUp("domain", list, domains, static (l, d) => l.FindDomain(d, Now) is not null);
    }

    private static void LookUp<T>(string what, AccessList list, T[] subjects, Func<AccessList, T, bool> find)
    {
        for (int round = 0; round < 2; round++)
        {
            int hits = 0;
            long octets = GC.GetAllocatedBytesForCurrentThread();
            var cpu = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < Lookups; i++)
            {
                hits += find(list, subjects[i % subjects.Length]) ? 1 : 0;
            }

            cpu = Environment.CpuUsage.TotalTime - cpu;
            octets = GC.GetAllocatedBytesForCurrentThread() - octets;
            Print($"lookup of a {what}: {cpu.TotalNanoseconds / Lookups:N0} ns of CPU, {octets / (double)Lookups:N1} octets, {100.0 * hits / Lookups:N0} % found");
        }
    }

    /// <summary>Judges one session after the other, each with the snapshot in force, and tells the longest of them beside the pauses of the collector.</summary>
    private static async Task SwapAsync(string meanwhile, Func<SnapshotSource, Task> begin)
    {
        var filter = new FilterUnderTest();
        var source = new SnapshotSource(new LoadedConfiguration(), Now);
        for (int i = 0; i < 5_000; i++)
        {
            await filter.JudgeAsync(source.Current);
        }

        GC.Collect();
        var pausesBefore = GC.GetTotalPauseDuration();
        var other = begin(source);
        var (longest, longestGc) = (TimeSpan.Zero, TimeSpan.Zero);
        long start = Time.GetTimestamp(), sessions = 0;
        for (; !other.IsCompleted || Time.GetElapsedTime(start) < TimeSpan.FromSeconds(5); sessions++)
        {
            long began = Time.GetTimestamp();
            await filter.JudgeAsync(source.Current);
            var took = Time.GetElapsedTime(began);
            longest = took > longest ? took : longest;
            foreach (var kind in (GCKind[])[GCKind.Ephemeral, GCKind.FullBlocking, GCKind.Background])
            {
                foreach (var pause in GC.GetGCMemoryInfo(kind).PauseDurations)
                {
                    longestGc = pause > longestGc ? pause : longestGc;
                }
            }
        }

        await other;
        Print($"sessions beside {meanwhile}: {sessions:N0} in {Time.GetElapsedTime(start).TotalSeconds:N1} s, the longest {longest.TotalMilliseconds:N1} ms; collector paused {(GC.GetTotalPauseDuration() - pausesBefore).TotalMilliseconds:N1} ms in all, {longestGc.TotalMilliseconds:N1} ms at most; snapshot {source.Current.Number}");
    }

    private static string WritePlain(string folder)
    {
        var random = new Random(20261122);
        using (var networks = File.CreateText(Path.Combine(folder, "networks.txt")))
        {
            for (int i = 0; i < Entries; i++)
            {
                int bits = random.Next(20, 33);
                uint first = (uint)random.NextInt64(0x01000000, 0xDF000000) & (uint)(0xFFFFFFFFUL << (32 - bits));
                networks.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first >> 24}.{(first >> 16) & 0xFF}.{(first >> 8) & 0xFF}.{first & 0xFF}/{bits}"));
            }
        }

        using (var domains = File.CreateText(Path.Combine(folder, "domains.txt")))
        {
            for (int i = 0; i < Entries; i++)
            {
                domains.WriteLine(string.Create(CultureInfo.InvariantCulture, $"d{i * 2}.spam{i % 7}.example"));
            }
        }

        return WriteMain(folder, "plain", "block:\n  - {file: ../networks.txt, reason: bench}\n  - {file: ../domains.txt, reason: bench}\n");
    }

    private static string WriteYaml(string folder) => WriteMain(folder, "yaml", "block:\n" + string.Concat(Enumerable.Range(0, YamlEntries).Select(i =>
        $"  - ip: {20 + (i >> 16)}.{(i >> 8) & 0xFF}.{i & 0xFF}.0/24\n    reason: spam run, no answer from abuse desk\n    added: 2026-11-03\n    by: postmaster\n    expires: 2027-05-01\n")));

    private static string WriteMain(string folder, string name, string list)
    {
        string own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(Path.Combine(own, "list.yaml"), list);
        string path = Path.Combine(own, "inboundfilter.yaml");
        File.WriteAllText(path, "lists: [list.yaml]\n");
        return path;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
