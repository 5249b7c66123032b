using System.CommandLine;
using InboundFilter.Daemon.Authenticating;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>authenticate [FILE]</c>: SPF, DKIM, ARC and DMARC of a message in a file; without one, SPF alone.</summary>
internal sealed class AuthenticateCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string?> _file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "the message" };
    private readonly Option<string?> _ip = new("--ip") { Description = "the client's address; without it, no SPF" };
    private readonly Option<string?> _helo = new("--helo") { Description = "what it said in EHLO" };
    private readonly Option<string?> _mailFrom = new("--mail-from") { Description = "the return path; without it, the empty one of a bounce" };
    private readonly Option<bool> _allowSha1 = new("--allow-sha1") { Description = "accept rsa-sha1 signatures, which RFC 8301 forbids; for old mail" };
    private readonly Option<int?> _minRsaBits = new("--min-rsa-bits") { Description = "shortest RSA key that is accepted (1024); for old mail" };

    public AuthenticateCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("authenticate", "find out who sent a message: SPF, DKIM, ARC, DMARC, and the Authentication-Results header field")
        {
            _file, _ip, _helo, _mailFrom, _allowSha1, _minRsaBits, common.Json, common.Batch,
        };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool batch = parsed.GetValue(_common.Batch);
        if (!batch && parsed.GetValue(_file) is null && parsed.GetValue(_ip) is null)
        {
            await Console.Error.WriteLineAsync("authenticate needs a message, or --ip, or --batch.");
            return CommandLine.Usage;
        }

        await using var filter = FilterComposition.TryCreate(_common.Read(parsed), Console.Error);
        if (filter is null)
        {
            return CommandLine.Problems;
        }

        var authenticator = new Authenticator(filter);
        bool allowSha1 = parsed.GetValue(_allowSha1);
        int? minRsaBits = parsed.GetValue(_minRsaBits);
        if (batch)
        {
            return await Batch.RunAsync(
                async c => AuthenticationJson.Line(await authenticator.RunAsync(
                    AuthenticationCase.Read(c.Text("file"), c.Text("ip"), c.Text("helo"), c.Text("mail_from")) with
                    {
                        AllowSha1 = c.Flag("allow_sha1") ?? allowSha1,
                        MinRsaBits = c.Number("min_rsa_bits") ?? minRsaBits,
                    },
                    cancellation)),
                cancellation);
        }

        bool json = parsed.GetValue(_common.Json);
        return await SingleCase.RunAsync(
            async () =>
            {
                var asked = AuthenticationCase.Read(parsed.GetValue(_file), parsed.GetValue(_ip), parsed.GetValue(_helo), parsed.GetValue(_mailFrom));
                var answer = await authenticator.RunAsync(asked with { AllowSha1 = allowSha1, MinRsaBits = minRsaBits }, cancellation);
                return json ? AuthenticationJson.Line(answer) : AuthenticationTable.Of(answer);
            },
            json);
    }
}
