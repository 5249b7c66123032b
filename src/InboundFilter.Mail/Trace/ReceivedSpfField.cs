using System.Buffers;
using System.Net;
using System.Text;
using InboundFilter.Mail.Spf;

namespace InboundFilter.Mail.Trace;

/// <summary>The Received-SPF header field (RFC 7208 §9.1), for readers that do not know Authentication-Results.</summary>
public sealed record ReceivedSpfField
{
    private static readonly SearchValues<char> AtomChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    public required SpfResult Spf { get; init; }

    public required IPAddress ClientAddress { get; init; }

    /// <summary>The return path without its brackets; empty for a null sender. Made safe here.</summary>
    public required string EnvelopeFrom { get; init; }

    /// <summary>What the client called itself; made safe here.</summary>
    public required string Helo { get; init; }

    /// <summary>Our name.</summary>
    public required string Receiver { get; init; }

    /// <summary>Appends the field, folded, with its CRLF.</summary>
    public void AppendTo(StringBuilder text)
    {
        var field = new FieldWriter(text, "Received-SPF");
        field.Words($"{Spf.Result.Word()} ({Receiver}: {Comment()})");
        field.Line($"receiver={Value(Receiver)}");
        Add(field, "client-ip", ClientAddress.ToString());
        Add(field, "envelope-from", EnvelopeFrom);
        Add(field, "helo", Helo);
        Add(field, "identity", Spf.Identity is SpfIdentity.Helo ? "helo" : "mailfrom");
        if (Spf.Mechanism is { } mechanism)
        {
            Add(field, "mechanism", mechanism);
        }

        if (Spf is { Result: AuthResult.TempError or AuthResult.PermError, Reason: { } problem })
        {
            Add(field, "problem", problem);
        }

        field.End();
    }

    private static void Add(FieldWriter field, string key, string value)
    {
        field.Mark(';');
        field.Words($"{key}={Value(value)}");
    }

    /// <summary>Of our words and of text without parentheses, so it is a comment as it stands.</summary>
    private string Comment()
    {
        string domain = HeaderText.Atomic(Spf.Domain);
        return Spf.Result switch
        {
            AuthResult.Pass => $"domain of {domain} designates {ClientAddress} as permitted sender",
            AuthResult.Fail => $"domain of {domain} does not designate {ClientAddress} as permitted sender",
            AuthResult.SoftFail => $"transitioning domain of {domain} does not designate {ClientAddress} as permitted sender",
            AuthResult.Neutral => $"{ClientAddress} is neither permitted nor denied by domain of {domain}",
            AuthResult.None => $"domain of {domain} does not provide an SPF record",
            _ => $"error in processing during lookup of {domain}",
        };
    }

    /// <summary>A dot-atom (RFC 5322 §3.2.3), or a quoted string.</summary>
    private static string Value(string text)
    {
        if (text.Length > HeaderText.MaxLength)
        {
            return HeaderText.Quoted(text);
        }

        foreach (var range in text.AsSpan().Split('.'))
        {
            var atom = text.AsSpan()[range];
            if (atom.IsEmpty || atom.ContainsAnyExcept(AtomChars))
            {
                return HeaderText.Quoted(text);
            }
        }

        return text;
    }
}
