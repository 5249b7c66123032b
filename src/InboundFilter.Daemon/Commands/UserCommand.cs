using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Output;
using InboundFilter.Daemon.Portals.Users;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Portal.Administrators;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>user</c>: who may sign in to the portal's pages for administrators. What it changes counts at once.</summary>
internal sealed class UserCommand
{
    private readonly CommonOptions _common;
    private readonly ActorOption _by = new();

    public UserCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("user", "add, remove and list those who may sign in to the portal as administrators")
        {
            Subcommand("add", "make a user; asks for the password, or reads a line of standard input", AddAsync),
            Subcommand("password", "give a user another password; he must sign in anew everywhere", ChangeAsync),
            Subcommand("remove", "remove a user, who is signed out at once", RemoveAsync),
            List(),
        };
    }

    public Command Command { get; }

    private Command Subcommand(string verb, string description, Func<UserFileEditor, string, CancellationToken, Task> act)
    {
        var name = new Argument<string>("NAME") { Description = "letters, digits and . - _ @ +" };
        var command = new Command(verb, description) { name, _by.Option };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, async editor =>
        {
            string user = parsed.GetValue(name)!;
            await act(editor, user, cancellation);
            return await AuditAsync(parsed, $"user {verb}", user, cancellation);
        }));
        return command;
    }

    private Command List()
    {
        var command = new Command("list", "print their names") { _common.Json };
        command.SetAction((parsed, _) => RunAsync(parsed, editor =>
        {
            var users = editor.Users;
            bool json = parsed.GetValue(_common.Json);
            Lines.Print(users.Select(user => json ? JsonLine.Of(line => line.WriteString("name", user.Name)) : user.Name));
            if (users.Count == 0 && !json)
            {
                Console.WriteLine("There is no user: inboundfilter user add NAME");
            }

            return Task.FromResult(CommandLine.Done);
        }));
        return command;
    }

    private static async Task AddAsync(UserFileEditor editor, string name, CancellationToken cancellation)
    {
        if (UserNames.Fault(name) is { } fault)
        {
            throw new CaseException($"{fault} → choose one such as anna");
        }

        await editor.AddAsync(new PortalUser(name, Hashed(name)), cancellation);
        Console.WriteLine($"{name} can sign in now.");
    }

    private static async Task ChangeAsync(UserFileEditor editor, string name, CancellationToken cancellation)
    {
        await editor.ChangePasswordAsync(new PortalUser(name, Hashed(name)), cancellation);
        Console.WriteLine($"{name} has another password now.");
    }

    private static async Task RemoveAsync(UserFileEditor editor, string name, CancellationToken cancellation)
    {
        await editor.RemoveAsync(name, cancellation);
        Console.WriteLine($"{name} is removed.");
    }

    private static string Hashed(string name) => new Passwords().Hash(PasswordPrompt.Ask(name));

    private async Task<int> RunAsync(ParseResult parsed, Func<UserFileEditor, Task<int>> act)
    {
        var start = _common.Read(parsed);
        if (FilterComposition.LoadOptions(start) is not { } options)
        {
            await Console.Error.WriteLineAsync("There is no configuration: name it with --config, or start in the folder that holds config/inboundfilter.yaml.");
            return CommandLine.Usage;
        }

        try
        {
            return options.Portal is { } portal
                ? await act(new UserFileEditor(portal.Users, portal.Keys, start.Time))
                : throw new CaseException("the portal is off, so it has no users → write portal: {listen: \"127.0.0.1:8025\"}");
        }
        catch (CaseException problem)
        {
            await Console.Error.WriteLineAsync($"error: {problem.Message}");
            return CommandLine.Problems;
        }
    }

    /// <summary>A ledger that is not there yet is the daemon's to make.</summary>
    private async Task<int> AuditAsync(ParseResult parsed, string action, string user, CancellationToken cancellation)
    {
        var start = _common.Read(parsed);
        var entry = new AuditEntry(start.Time.GetUtcNow(), _by.Read(parsed), action, user, null, null);
        return FilterComposition.LoadOptions(start)?.Ledger?.Sqlite is not { } file || !File.Exists(file) ? CommandLine.Done : await LedgerVisit.RunAsync(
            start,
            async store =>
            {
                await store.CommitAsync(new LedgerChange { Audit = [entry] }, cancellation);
                return CommandLine.Done;
            },
            cancellation);
    }
}
