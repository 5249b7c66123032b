using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Requests;
using InboundFilter.Policy;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Ports;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;
using InboundFilter.Tests.Ledger.Ratios;

namespace InboundFilter.Tests.Portal.Cases;

/// <summary>A portal with somebody signed in, and in its ledger a block with its evidence, a refusal because of it, and a request about that. All texts of strangers are hostile.</summary>
internal sealed class CaseLab : IAsyncDisposable
{
    /// <summary>Must never stand on a page as it is.</summary>
    public const string Hostile = "<script>alert(1)</script>\"'><b>";

    private CaseLab(PortalLab portal) => Portal = portal;

    public PortalLab Portal { get; }

    public EvidenceRecord Evidence { get; } = Sample.Evidence() with
    {
        Summary = Hostile,
        Header = "Subject: <script>alert(1)</script>\r\n"u8.ToArray(),
        Sample = "<b>buy</b>\u001b[2J"u8.ToArray(),
        AuthenticationResults = Hostile,
        Sender = Hostile,
    };

    public BlockRecord Block { get; private set; } = null!;

    public StoredDecision Refusal { get; private set; } = null!;

    public RequestRecord Request { get; private set; } = null!;

    public GrantRecord Grant { get; } = Sample.Grant(Subject.OfAddress(IPAddress.Parse("198.51.100.9"))) with { Reason = Hostile, Request = null };

    public static async Task<CaseLab> StartAsync()
    {
        var lab = new CaseLab(await PortalLab.StartAsync());
        await lab.Portal.SignInAsync();
        lab.Portal.Retest.Result = (_, _) => Task.FromResult(new RetestResult(Passes(), null));
        lab.Block = Sample.Block() with { Evidence = [lab.Evidence.Id], Reason = Hostile };
        lab.Refusal = Sample.Decision() with { Code = "A.2", Helo = Hostile, MailFrom = Hostile, Evidence = Hostile, Reply = Hostile };
        lab.Request = Sample.Request() with
        {
            Decision = lab.Refusal.Reference,
            About = Subject.OfAddress(lab.Refusal.Address),
            Subject = null,
            Code = "A.2",
            Name = Hostile,
            Contact = Hostile,
            Statement = Hostile,
            Proof = Hostile,
            Language = "da",
        };
        await lab.Ledger.Decisions.AppendAsync([lab.Refusal], default);
        await lab.Ledger.CommitAsync(
            new LedgerChange
            {
                Evidence = [lab.Evidence],
                NewBlocks = [lab.Block],
                NewGrants = [lab.Grant],
                NewRequests = [lab.Request],
                Messages = [new RequestMessage(lab.Request.Id, Given.Now, IsFromSender: true, Hostile, Hostile)],
            },
            default);

        // As the pages read them: the store counts versions.
        lab.Block = await lab.BlockNowAsync();
        lab.Request = await lab.RequestNowAsync();
        return lab;
    }

    public ILedgerStore Ledger => Portal.Ledger;

    public string RequestPath => $"/admin/requests/{Request.Id}";

    public async Task<RequestRecord> RequestNowAsync() => (await Ledger.Requests.FindAsync(Request.Id, default))!;

    public async Task<BlockRecord> BlockNowAsync() => (await Ledger.Blocks.FindAsync(Block.Id, default))!;

    /// <summary>Sends a form of a page to one of its handlers.</summary>
    /// <param name="page">Path of the page.</param>
    /// <param name="handler">Its name; null for the only one.</param>
    /// <param name="fields">Name and value in turn.</param>
    /// <returns>The page, or where it leads.</returns>
    public async Task<(HttpStatusCode Status, string Page)> PostAsync(string page, string? handler, params string[] fields)
    {
        string separator = page.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        using var response = await Portal.PostAsync(page, handler is null ? page : $"{page}{separator}handler={handler}", fields.Chunk(2).Select(f => KeyValuePair.Create(f[0], f[1])));
        return (response.StatusCode, response.Headers.Location?.ToString() ?? await response.Content.ReadAsStringAsync());
    }

    /// <summary>What a retest says of a client to which nobody objects any more.</summary>
    public static DecisionRecord Passes() => Decisions.Of(new Given().AtMailFrom(), Stage.RcptTo, Disposition.Accept, null, SmtpReply.Of(250, 1, 5, "fine now"));

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
