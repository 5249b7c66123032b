using System.Diagnostics;
using System.Text;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Policy.IpData;

/// <summary>Runs scripts/fetch-ip-data with an npm of our own in front: no network.</summary>
[Platform(Exclude = "Win")]
public sealed class FetchIpDataTests
{
    private string _folder = "";

    private string Target => Path.Combine(_folder, "data");

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("fetch-ip-data-").FullName;
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "country.mmdb"), "the old file");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Puts_a_good_file_in_place_and_notes_its_version()
    {
        byte[] file = [.. new byte[1_000_000], .. MmdbSample.File([0xA1, 0x01])];
        GivePackage(file);

        int exit = Run("--no-public-suffix-list");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exit, Is.Zero);
            Assert.That(File.ReadAllBytes(Path.Combine(Target, "country.mmdb")), Is.EqualTo(file));
            Assert.That(File.ReadAllText(Path.Combine(Target, "versions.tsv")), Is.EqualTo("country.mmdb\t9.8.7\tnpm @ip-location-db/geo-whois-asn-country-mmdb\n"));
        }
    }

    [Test]
    public void Changes_nothing_when_npm_fails()
    {
        GiveNpm("echo no network >&2; exit 1");

        Assert.That(Run("--no-public-suffix-list"), Is.EqualTo(1));
        Assert.That(Directory.GetFileSystemEntries(Target).Select(Path.GetFileName), Is.EqualTo(new[] { "country.mmdb" }));
        Assert.That(File.ReadAllText(Path.Combine(Target, "country.mmdb")), Is.EqualTo("the old file"));
    }

    [Test]
    public void Changes_nothing_when_the_file_is_cut_off()
    {
        GivePackage(new byte[1_000_000]);

        Assert.That(Run("--no-public-suffix-list"), Is.EqualTo(1));
        Assert.That(Directory.GetFileSystemEntries(Target).Select(Path.GetFileName), Is.EqualTo(new[] { "country.mmdb" }));
        Assert.That(File.ReadAllText(Path.Combine(Target, "country.mmdb")), Is.EqualTo("the old file"));
    }

    [Test]
    public void Changes_nothing_when_only_the_second_part_fails()
    {
        GivePackage([.. new byte[1_000_000], .. MmdbSample.File([0xA1, 0x01])]);

        Assert.That(Run("--no-public-suffix-list", "--as"), Is.EqualTo(1), "the package has no CSV in it");
        Assert.That(File.ReadAllText(Path.Combine(Target, "country.mmdb")), Is.EqualTo("the old file"));
    }

    [TestCase("--help", 0)]
    [TestCase("--nonsense", 2)]
    public void Explains_itself(string argument, int exit) => Assert.That(Run(argument), Is.EqualTo(exit));

    private void GivePackage(byte[] file)
    {
        string package = Path.Combine(_folder, "package");
        Directory.CreateDirectory(package);
        File.WriteAllBytes(Path.Combine(package, "geo-whois-asn-country.mmdb"), file);
        File.WriteAllText(Path.Combine(package, "package.json"), "{\n  \"version\": \"9.8.7\"\n}\n");
        GiveNpm($"tar -czf p.tgz -C '{_folder}' package && echo p.tgz");
    }

    private void GiveNpm(string commands)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName, "npm");
        File.WriteAllText(path, $"#!/bin/sh\n{commands}\n", new UTF8Encoding(false));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private int Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(SuiteFolder.CheckoutRoot(), "scripts", "fetch-ip-data"));
        start.ArgumentList.Add("--to");
        start.ArgumentList.Add(Target);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PATH"] = $"{_folder}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        TestContext.Out.WriteLine(errors.Result);
        process.WaitForExit();
        return process.ExitCode;
    }
}
