using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Notices;
using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Ports;
using InboundFilter.Portal.Requests;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Portal.Requests;

/// <summary>The portal with refusals to ask about, DNS to prove with and a mailbox server to write by.</summary>
internal sealed class RequestLab : IAsyncDisposable
{
    private RequestLab(PortalLab portal, FixedTxt txt, SentMails mails) => (Portal, Txt, Mails) = (portal, txt, mails);

    public PortalLab Portal { get; }

    public FixedTxt Txt { get; }

    public SentMails Mails { get; }

    public MemoryLedger Ledger => Portal.Ledger;

    public static async Task<RequestLab> StartAsync(bool canMail = true)
    {
        var (txt, mails) = (new FixedTxt(), new SentMails());
        var portal = await PortalLab.StartAsync(configure: services =>
        {
            services.AddSingleton<ITxtLookup>(txt);
            if (canMail)
            {
                services.AddSingleton<INoticeSender>(mails);
            }
        });
        return new RequestLab(portal, txt, mails);
    }

    /// <summary>A refusal that is kept.</summary>
    public async Task<StoredDecision> RefusalAsync(string code = "A.2", string address = "192.0.2.7")
    {
        var decision = Sample.Decision(address) with { Code = code };
        await Ledger.AppendAsync([decision], default);
        return decision;
    }

    /// <summary>A form as an honest operator fills it in.</summary>
    public static Dictionary<string, string> Form() => new()
    {
        ["Form.Role"] = "Operator",
        ["Form.Name"] = "Anna",
        ["Form.Contact"] = "postmaster@shop.example",
        ["Form.Statement"] = "An account was taken over.",
        ["Form.Proof"] = "It is closed.",
    };

    public Task<HttpResponseMessage> SendAsync(StoredDecision decision, Dictionary<string, string> form, string client = "127.0.0.1", string language = "en") =>
        Portal.PostAsync($"/request?r={decision.Reference}", $"/request?r={decision.Reference}", form, language, client);

    /// <summary>Sends a form that is taken.</summary>
    /// <returns>The status link, as a path.</returns>
    public async Task<string> AskAsync(StoredDecision decision, Action<Dictionary<string, string>>? change = null, string language = "en")
    {
        var form = Form();
        change?.Invoke(form);
        using var response = await SendAsync(decision, form, language: language);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.ToString();
    }

    /// <summary>The request that a status link leads to.</summary>
    public async Task<RequestRecord> RequestAsync(string link) =>
        (await Ledger.Requests.FindAsync(Reference.Parse(link.Split('/', '?')[2]), default))!;

    /// <summary>Presses a button of a status page.</summary>
    public Task<HttpResponseMessage> PressAsync(string link, string? handler, params (string Name, string Value)[] fields) =>
        Portal.PostAsync(link, handler is null ? link : $"{link}&handler={handler}", fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    public AnswerMails Answers => Portal.Services.GetRequiredService<AnswerMails>();

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
