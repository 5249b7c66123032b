using System.Text;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>A configuration in a folder of its own: what the tests need to differ from the shipped one, and the rest as shipped.</summary>
internal sealed class FilterSetup : IDisposable
{
    private readonly Dictionary<string, string> _keys = new()
    {
        ["host-name"] = "mx.example.test",
        ["domains"] = "{example.test: {mailbox: local}}",
        ["mailboxes"] = "{local: {maildir: mail}}",
        ["portal"] = "off",
        ["metrics"] = "off",
        ["help-url"] = "https://help.example.test",
        ["control"] = "inboundfilter.sock",
        ["ledger"] = "{sqlite: ledger.db}",
    };

    public FilterSetup() => _keys["listen"] = $"[{{address: \"127.0.0.1:{Port}\"}}]";

    public TestFolder Folder { get; } = new();

    public int Port { get; } = FreePort.Next();

    public MaildirReader Mail => new(Folder["mail"]);

    public string ConfigPath => Folder["inboundfilter.yaml"];

    /// <summary>A key of inboundfilter.yaml, its value in YAML's one-line form.</summary>
    public string this[string key]
    {
        set => _keys[key] = value;
    }

    public string Policy { get; set; } = "mode: enforce";

    public string Dnsbl { get; set; } = "lists: []";

    /// <summary>lists/block.yaml and the like.</summary>
    public string Lists { get; set; } = string.Empty;

    /// <summary>Offers STARTTLS with a certificate of its own.</summary>
    public FilterSetup WithTls()
    {
        TestCertificate.Write(Folder);
        this["listen"] = $"[{{address: \"127.0.0.1:{Port}\", tls: {{certificate: cert.pem, key: key.pem}}}}]";
        return this;
    }

    /// <summary>Trusts nobody, so that the client is judged that XCLIENT names.</summary>
    public FilterSetup JudgingEverybody()
    {
        this["clients"] = "{trusted: [], xclient-from: [127.0.0.1], count-as-public: []}";
        return this;
    }

    /// <summary>Writes the files.</summary>
    public void Write()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in _keys)
        {
            text.Append(key).Append(": ").Append(value).Append('\n');
        }

        Folder.Write("inboundfilter.yaml", text.ToString());
        Folder.Write("policy.yaml", Policy);
        Folder.Write("dnsbl.yaml", Dnsbl);
        Folder.Write("lists/lists.yaml", Lists);
    }

    /// <summary>Writes the files and starts the daemon.</summary>
    public Task<FilterProcess> StartAsync(params IEnumerable<string> arguments)
    {
        Write();
        return FilterProcess.StartAsync(ConfigPath, Port, arguments);
    }

    public void Dispose() => Folder.Dispose();
}
