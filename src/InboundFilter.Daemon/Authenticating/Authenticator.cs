using System.Text;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Messages;
using InboundFilter.Daemon.Output;
using InboundFilter.Dns;
using InboundFilter.Mail;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Signatures;
using InboundFilter.Mail.Spf;
using InboundFilter.Mail.Trace;

namespace InboundFilter.Daemon.Authenticating;

/// <summary>Authenticates a message that lies in a file, with the parts that the live path uses.</summary>
internal sealed class Authenticator(FilterComposition filter)
{
    private readonly IDnsResolver _dns = filter.GetRequiredService<IDnsResolver>();
    private readonly TimeProvider _time = filter.GetRequiredService<TimeProvider>();
    private readonly SpfEvaluator _spf = filter.GetRequiredService<SpfEvaluator>();
    private readonly DmarcEvaluator _dmarc = filter.GetRequiredService<DmarcEvaluator>();
    private readonly string _hostName = filter.GetRequiredService<FilterOptions>().HostName.Value;

    /// <exception cref="CaseException">The message cannot be read.</exception>
    public async Task<AuthenticationAnswer> RunAsync(AuthenticationCase asked, CancellationToken cancellation)
    {
        SpfResult? spf = null, helo = null;
        if (asked.Client is { } client)
        {
            spf = await _spf.CheckMailFromAsync(client, asked.MailFrom, asked.Helo, _hostName, cancellation);
            helo = asked.Helo.Length > 0 ? await _spf.CheckHeloAsync(client, asked.Helo, _hostName, cancellation) : null;
        }

        SignatureResults? signatures = null;
        DmarcResult? dmarc = null;
        if (asked.File is { } file)
        {
            using var reading = new MessageReading(MessageLimits.Default, Verifier(asked), cancellation);
            var message = await MessageFile.ReadAsync(file, reading, cancellation);
            signatures = await reading.Signatures!.CompleteAsync(cancellation);
            dmarc = await _dmarc.EvaluateAsync(message.Fields.AuthorDomains, DmarcIdentities.Of(spf, signatures.Dkim), cancellation);
        }

        return new AuthenticationAnswer(spf, helo, signatures, dmarc, Header(new AuthenticationResults
        {
            Spf = spf,
            SpfHelo = helo,
            Dkim = signatures?.Dkim ?? [],
            Arc = signatures?.Arc,
            Dmarc = dmarc,
        }));
    }

    private SignatureVerifier Verifier(AuthenticationCase asked)
    {
        var options = SignatureOptions.Default with { AllowSha1 = asked.AllowSha1 };
        return new SignatureVerifier(_dns, _time, asked.MinRsaBits is { } bits ? options with { MinRsaBits = bits } : options);
    }

    private string Header(AuthenticationResults results)
    {
        var text = new StringBuilder();
        new AuthenticationResultsField(_hostName, results).AppendTo(text);
        return text.ToString().TrimEnd();
    }
}
