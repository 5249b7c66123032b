using System.Text;
using InboundFilter.Daemon.Output;
using InboundFilter.Portal.Administrators;

namespace InboundFilter.Daemon.Portals.Users;

/// <summary>Asks for a new password: twice and unseen on a terminal; else one line of standard input.</summary>
internal static class PasswordPrompt
{
    /// <summary>A password that can be taken.</summary>
    /// <exception cref="CaseException">It is too short or too long, or the two differ.</exception>
    public static string Ask(string name)
    {
        string password = Console.IsInputRedirected ? ReadLine(Console.In) : ReadTwice(name);
        return Passwords.Fault(password) is { } fault ? throw new CaseException($"{fault} → choose one of {Passwords.MinLength} to {Passwords.MaxLength} characters") : password;
    }

    /// <summary>One line, without what ends it, and never much more than a password may have.</summary>
    internal static string ReadLine(TextReader input)
    {
        var line = new StringBuilder();
        while (line.Length <= Passwords.MaxLength && input.Read() is >= 0 and not '\n' and var next)
        {
            line.Append((char)next);
        }

        return line.ToString().TrimEnd('\r');
    }

    private static string ReadTwice(string name)
    {
        string first = ReadUnseen($"Password for {name}: "), second = ReadUnseen("The same again: ");
        return first == second ? first : throw new CaseException("the two passwords differ → try again");
    }

    private static string ReadUnseen(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(typed.Length - 1, 0);
            }
            else if (!char.IsControl(key.KeyChar) && typed.Length <= Passwords.MaxLength)
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
