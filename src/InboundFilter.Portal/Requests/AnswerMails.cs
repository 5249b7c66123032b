using InboundFilter.Ledger;
using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Languages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Portal.Requests;

/// <summary>Mails answers to those who asked for it, wherever the administrator gave them: on a page or by a command. Each answer goes out at most once.</summary>
public sealed class AnswerMails(PortalLedger ledger, PortalOptions portal, PageLanguages languages, RequestMailer mailer, TimeProvider time, ILogger<AnswerMails> log) : BackgroundService
{
    /// <summary>An answer that could not go out so long is left to the status page.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    /// <summary>How long an answer waits at most when all is well.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>Answers that are looked at in one go.</summary>
    private const int Batch = 500;

    private bool _isFailing;

    /// <summary>Sends what is due now.</summary>
    /// <returns>How many a server has taken.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        int sent = 0;
        foreach (var due in await ledger.Store.Requests.DueAnswersAsync(time.GetUtcNow() - MaxAge, Batch, cancellation))
        {
            sent += await SendAsync(due, cancellation) ? 1 : 0;
        }

        return sent;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mailer.IsOn || !ledger.IsOn)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendDueAsync(stoppingToken);
                _isFailing = false;
            }
            catch (LedgerException fault)
            {
                if (!_isFailing)
                {
                    log.AnswersNotMailed(fault.Fault, fault.Message);
                }

                _isFailing = true;
            }
        }
    }

    private Task<bool> SendAsync(DueAnswer due, CancellationToken cancellation)
    {
        var request = due.Request;
        var texts = languages.Find(request.Language) ?? languages.Default;
        return mailer.SendAsync(
            request.Id,
            RequestMailKind.Answer,
            request.Contact,
            due.Message,
            texts.Format("request.mail.answer.subject", request.Id),
            texts.Format("request.mail.answer.text", portal.HostName, request.Id, due.Text),
            cancellation);
    }
}
