using System.CommandLine;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>lists</c>: what is on the administrator's lists, and changes to them.</summary>
internal sealed class ListsCommand
{
    public ListsCommand(CommonOptions common)
    {
        Command = new Command("lists", "find entries of your lists; add and remove those of the block and allow lists (consents and sealers are edited by hand)")
        {
            new ListsFindCommand(common).Command,
            new ListsAddCommand(common).Command,
            new ListsRemoveCommand(common).Command,
        };
    }

    public Command Command { get; }
}
