using System.CommandLine;

namespace InboundFilter.Daemon.Commands;

/// <summary>The command line of <c>inboundfilter</c>. Exit codes: 0 done, 1 problems found or a case in error, 2 usage.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Problems = 1;
    public const int Usage = 2;

    public static async Task<int> InvokeAsync(string[] args)
    {
        var common = new CommonOptions();
        var run = new RunCommand(common);
        var root = new RootCommand("InboundFilter judges mail before it takes responsibility for it, and passes it on or refuses it with a reason.")
        {
            run.Command,
            new CheckConfigCommand(common).Command,
            new DoctorCommand(common).Command,
            new ReloadCommand(common).Command,
            new ExplainCommand(common).Command,
            new CodesCommand(common).Command,
            new ChecksCommand(common).Command,
            new PtrCommand(common).Command,
            new LookupCommand(common).Command,
            new AuthenticateCommand(common).Command,
            new MessageCommand(common).Command,
            new ReportCommand(common).Command,
            new ListsCommand(common).Command,
            new DnsblCommand(common).Command,
            new WhyCommand(common).Command,
            new LogCommand(common).Command,
            new StatsCommand(common).Command,
            new BlocksCommand(common).Command,
            new GrantCommand(common).Command,
            new RequestsCommand(common).Command,
            new LedgerCommand(common).Command,
            new UserCommand(common).Command,
            new SchemaCommand().Command,
        };
        common.AddTo(root);
        root.SetAction(run.ExecuteAsync);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("Try --help.");
            return Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
