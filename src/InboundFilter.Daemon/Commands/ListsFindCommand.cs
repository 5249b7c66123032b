using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Explaining;
using InboundFilter.Daemon.Output;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>lists find SUBJECT</c>: every entry that covers a subject, the most specific first, and the one that wins; then consents, trusted sealers, spam traps and shared senders.</summary>
internal sealed class ListsFindCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string> _subject = new("SUBJECT") { Description = "address, network, domain, sender or recipient address, host name, HELO name, country code, AS number or list id" };

    public ListsFindCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("find", "print every entry that covers a subject, and which one wins; asks no DNS") { _subject, common.Json };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var filter = FilterComposition.TryCreate(_common.Read(parsed), Console.Error);
        if (filter is null)
        {
            return CommandLine.Problems;
        }

        bool json = parsed.GetValue(_common.Json);
        string subject = parsed.GetValue(_subject)!;
        var lists = filter.GetRequiredService<PolicySnapshot>().Lists;
        var now = filter.GetRequiredService<TimeProvider>().GetUtcNow();
        try
        {
            var standings = new ListFinder(lists, filter.GetRequiredService<IIpData>(), now).Find(subject);
            var consents = new ConsentFinder(lists, now).Consents(subject);
            var sealers = new ConsentFinder(lists, now).Sealers(subject);
            var traps = new EvidenceListFinder(lists, now).Traps(subject);
            var sharedSenders = new EvidenceListFinder(lists, now).SharedSenders(subject);
            string[] lines = json
                ?
                [
                    .. standings.Select(s => JsonLine.Of(line => line.WriteMembers(s))),
                    .. consents.Select(c => JsonLine.Of(line => line.WriteConsent(c))),
                    .. sealers.Select(s => JsonLine.Of(line => line.WriteSealer(s))),
                    .. traps.Select(t => JsonLine.Of(line => line.WriteTrap(t))),
                    .. sharedSenders.Select(s => JsonLine.Of(line => line.WriteSharedSender(s))),
                ]
                :
                [
                    .. standings.Select(StandingText.Line), .. consents.Select(ConsentText.Line), .. sealers.Select(ConsentText.Line),
                    .. traps.Select(EvidenceListText.Line), .. sharedSenders.Select(EvidenceListText.Line),
                ];
            foreach (string line in lines)
            {
                Console.WriteLine(line);
            }

            if (lines.Length == 0 && !json)
            {
                Console.WriteLine($"No entry covers {subject}.");
            }

            return CommandLine.Done;
        }
        catch (CaseException problem)
        {
            Console.WriteLine(json ? JsonLine.Error(problem.Message) : $"error: {problem.Message}");
            return CommandLine.Problems;
        }
    }
}
