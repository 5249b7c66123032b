using System.Security.Cryptography.X509Certificates;
using InboundFilter.EndToEnd.Faults.Accounts;
using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>Certificate, policy and lists are replaced, by good and by broken ones, while much mail comes over TLS: no connection is lost by it.</summary>
public sealed class ChangedUnderLoad
{
    /// <summary>Observe, and enforce again.</summary>
    private const int Changes = 2;

    private FilterSetup _setup = null!;

    [SetUp]
    public void Make() => _setup = new FilterSetup().WithTls();

    [TearDown]
    public void Remove() => _setup.Dispose();

    [Test]
    public async Task Every_mail_is_taken_and_the_last_change_holds()
    {
        await using var lives = await Lives.BeginAsync(_setup, "--dns", $"127.0.0.1:{FreePort.Next()}");
        var book = new LoadBook();
        await LoadGenerator.DuringAsync(new LoadPlan { Port = _setup.Port, StartsTls = true, Life = () => lives.Current }, book, async () =>
        {
            for (int i = 0; i < Changes; i++)
            {
                await book.MoreTakenAsync(20);
                string before = _setup.Folder["cert.pem"];
                _setup.Folder.Write("cert.pem", File.ReadAllText(before)[..100]);
                _setup.Folder.Write("policy.yaml", "mode: [");
                await book.MoreTakenAsync(20);
                TestCertificate.Write(_setup.Folder);
                _setup.Folder.Write("policy.yaml", i % 2 == 0 ? "mode: observe" : "mode: enforce");
                _setup.Folder.Write("lists/lists.yaml", $"block: [{{domain: spam{i}.test, reason: spam}}]");
                using var written = X509CertificateLoader.LoadCertificateFromFile(_setup.Folder["cert.pem"]);
                string shown = written.GetCertHashString();
                await Eventually.UntilAsync(async () => await ShownAsync() == shown, "new sessions are shown the new certificate");
            }

            await Eventually.UntilAsync(async () => await IsRefusedAsync($"a@spam{Changes - 1}.test"), "the last list is in force");
        });

        await lives.StopAsync();
        var balance = Accountant.Close(book, Arrival.OfMaildir(_setup.Folder["mail/example.test/user/new"]), lives.Told());
        await TestContext.Out.WriteLineAsync($"{balance}");
        Assert.That(balance.Faults, Is.Empty);
        Assert.That(book.Attempts.Where(a => a.Told is not Told.Taken), Is.Empty, "no change was felt");
    }

    private async Task<string> ShownAsync()
    {
        await using var client = await SmtpClient.ConnectAsync(_setup.Port);
        await client.ReadAsync();
        await client.MustAsync("EHLO client.test");
        await client.MustAsync("STARTTLS");
        await client.StartTlsAsync();
        return client.CertificateHash;
    }

    private async Task<bool> IsRefusedAsync(string from)
    {
        await using var client = await SmtpClient.ConnectAsync(_setup.Port);
        return (await client.BeginMailAsync("203.0.113.7", "client.test", from, "user@example.test")).TroubleshootingCode == "C.1";
    }
}
