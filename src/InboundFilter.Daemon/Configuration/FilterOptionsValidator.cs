using System.Net;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Checks what one key of inboundfilter.yaml alone cannot tell.</summary>
internal sealed class FilterOptionsValidator(ProblemList problems, YamlBinder binder, FilterOptions options, DateTimeOffset now)
{
    /// <summary>Longest help-url, in characters, that leaves room for the words in a reply of 512 octets (RFC 5321 §4.5.3.1.5).</summary>
    private const int MaxHelpUrl = 200;

    public void Validate()
    {
        CheckHostName();
        CheckListeners();
        CheckDomains();
        CheckMailboxes();
        CheckHelpUrl();
        CheckDataFiles();
        CheckLedger();
        CheckPortal();
        CheckMetrics();
        new ProxyOptionsValidator(problems, binder, options).Validate();
        new ReportOptionsValidator(problems, binder, options).Validate();
        new NoticeOptionsValidator(problems, binder, options).Validate();
        new ScannerOptionsValidator(problems, binder, options.Scanners).Validate();
    }

    private void CheckHostName()
    {
        if (!options.HostName.IsFullyQualifiedHost)
        {
            problems.Fault(binder.Locate(options, "host-name"), $"host-name: {Quoted.Of(options.HostName.Value)} is not a full host name", "write one such as mx.example.test");
        }
    }

    private void CheckListeners()
    {
        if (options.Listen.Count == 0)
        {
            problems.Fault(binder.Locate(options, "listen"), "listen names no address, so no mail could come in", "add - address: 127.0.0.1:2525");
        }

        var taken = new HashSet<IPEndPoint>();
        foreach (var listener in options.Listen)
        {
            if (listener.Address.Port != 0 && !taken.Add(listener.Address))
            {
                problems.Fault(binder.Locate(listener, "address"), $"listen: the address {listener.Address} stands here twice", "keep one of them");
            }

            CheckTls(listener.Tls);
        }
    }

    private void CheckTls(TlsOptions? tls)
    {
        if (tls is null)
        {
            return;
        }

        CheckFile(tls, "certificate", tls.Certificate);
        CheckFile(tls, "key", tls.Key);
        if (File.Exists(tls.Certificate) && File.Exists(tls.Key) && CertificateFault.Find(tls, now) is { } fault)
        {
            problems.Warning(binder.Locate(tls, "certificate"), $"certificate: {fault.Problem}", fault.Fix);
        }
    }

    private void CheckDomains()
    {
        if (options.Domains.Count == 0)
        {
            problems.Warning(binder.Locate(options, "domains"), "domains names none, so all mail is refused with R.1", "add your domains, such as example.test: {mailbox: local}");
        }

        foreach (var (domain, mail) in options.Domains)
        {
            if (mail.Mailbox.Length > 0 && !IsMailbox(mail.Mailbox))
            {
                problems.Fault(
                    Either(binder.Locate(mail, "mailbox"), binder.Locate(options, "domains")),
                    $"domains.{domain}: there is no mailbox {Quoted.Of(mail.Mailbox)}",
                    NearestKey.Suggest(mail.Mailbox, [.. options.Mailboxes.Keys]));
            }
        }
    }

    /// <summary>Also true for a mailbox that is written but wrong, which is a problem of its own.</summary>
    private bool IsMailbox(string name) =>
        options.Mailboxes.ContainsKey(name)
        || binder.IsPresent(options, "mailboxes", name);

    private void CheckMailboxes()
    {
        foreach (var (name, mailbox) in options.Mailboxes)
        {
            var place = Either(binder.Locate(mailbox), binder.Locate(options, "mailboxes"));
            if (mailbox.Maildir is null == mailbox.Smtp is null)
            {
                // A value that could not be read is a problem of its own.
                if (mailbox.Maildir is not null || !(binder.IsWritten(mailbox, "maildir") || binder.IsWritten(mailbox, "smtp")))
                {
                    string what = mailbox.Maildir is null ? "has neither maildir nor smtp" : "has both maildir and smtp";
                    problems.Fault(place, $"mailboxes.{name} {what}", "write one of maildir: FOLDER and smtp: [HOST:PORT]");
                }
            }
            else if (mailbox.Smtp is { Count: 0 })
            {
                problems.Fault(binder.Locate(mailbox, "smtp"), $"mailboxes.{name}: smtp names no host", "write smtp: [HOST:PORT]");
            }
            else if (mailbox is { Maildir: not null, Tls: not null })
            {
                problems.Fault(binder.Locate(mailbox, "tls"), $"mailboxes.{name}: tls has no meaning for a maildir", "remove it");
            }
        }
    }

    private void CheckHelpUrl()
    {
        var url = options.HelpUrl;
        string? problem = url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps ? "is neither http nor https"
            : url.Query.Length > 0 || url.Fragment.Length > 0 ? "has a ? or #, behind which a code cannot be put"
            : url.AbsoluteUri.Length > MaxHelpUrl ? $"is longer than {MaxHelpUrl} characters, too long for a reply"
            : null;
        if (problem is not null)
        {
            problems.Fault(binder.Locate(options, "help-url"), $"help-url {problem}", "write one such as https://mx.example.test/help");
        }
    }

    private void CheckDataFiles()
    {
        CheckFile(options.Data, "public-suffix-list", options.Data.PublicSuffixList);
        CheckFile(options.Data, "country", options.Data.Country);
        CheckFile(options.Data, "as", options.Data.As, mayBeFolder: true);
    }

    private void CheckLedger()
    {
        if (options.Ledger is not { } ledger)
        {
            return;
        }

        if (ledger.Sqlite is null == ledger.Postgres is null)
        {
            problems.Fault(
                binder.Locate(options, "ledger"),
                ledger.Sqlite is null ? "ledger has neither sqlite nor postgres" : "ledger has both sqlite and postgres",
                "write one of sqlite: FILE and postgres: CONNECTION");
        }
        else if (ledger.Postgres is not null)
        {
            problems.Warning(binder.Locate(ledger, "postgres"), "ledger.postgres has no effect yet, so nothing is recorded", "write sqlite: FILE instead");
        }
    }

    private void CheckPortal()
    {
        if (options.Portal is { } portal)
        {
            CheckTls(portal.Tls);
            new PortalSectionValidator(problems, binder, options, portal).Validate();
        }
    }

    private void CheckMetrics()
    {
        if (options.Metrics is not { } metrics)
        {
            return;
        }

        if (options.Listen.Any(l => l.Address.Equals(metrics.Listen)) || metrics.Listen.Equals(options.Portal?.Listen) || metrics.Listen.Equals(options.Portal?.Admin?.Listen))
        {
            problems.Fault(binder.Locate(metrics, "listen"), $"metrics.listen: {metrics.Listen} is taken by another listener of this file", "write an address of its own, or metrics: off");
        }

        if (metrics.Otlp is { } collector && collector.Scheme != Uri.UriSchemeHttp && collector.Scheme != Uri.UriSchemeHttps)
        {
            problems.Fault(binder.Locate(metrics, "otlp"), "metrics.otlp is neither http nor https", "write one such as http://127.0.0.1:4318");
        }
    }

    /// <summary>Files that are named must be there; what becomes of missing defaults is for those to say who read them.</summary>
    private void CheckFile(object owner, string key, string? path, bool mayBeFolder = false)
    {
        if (path is not null && binder.IsWritten(owner, key) && !File.Exists(path) && !(mayBeFolder && Directory.Exists(path)))
        {
            problems.Fault(binder.Locate(owner, key), $"{key}: the file {path} does not exist", "correct the name, or create the file");
        }
    }

    private static Place Either(Place place, Place otherwise) => place == default ? otherwise : place;
}
