namespace InboundFilter.EndToEnd.Harness;

/// <summary>Looks into the maildirs that the daemon writes.</summary>
/// <param name="root">The folder of the mailbox: <c>domain/local/new/…</c> below it.</param>
internal sealed class MaildirReader(string root)
{
    /// <summary>Files of one address.</summary>
    public string[] Of(string address)
    {
        string[] parts = address.Split('@');
        string folder = Path.Combine(root, parts[1], parts[0], "new");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    /// <summary>The only message of an address.</summary>
    public byte[] Single(string address)
    {
        string[] files = Of(address);
        Assert.That(files, Has.Length.EqualTo(1), $"messages for {address}");
        return File.ReadAllBytes(files[0]);
    }

    /// <summary>The message that the reply to the final dot names.</summary>
    public byte[] Named(string address, SmtpReplyLines reply) =>
        File.ReadAllBytes(Of(address).Single(f => reply.Lines[^1].EndsWith(Path.GetFileName(f), StringComparison.Ordinal)));
}
