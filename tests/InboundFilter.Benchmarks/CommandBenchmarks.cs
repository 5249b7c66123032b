using BenchmarkDotNet.Attributes;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Benchmarks;

/// <summary>Reading one command line.</summary>
[MemoryDiagnoser]
public class CommandBenchmarks
{
    [Benchmark]
    public bool Ehlo() => SmtpCommandParser.Parse("EHLO mx-127-1-0-1.clean.example.net"u8).Helo is not null;

    [Benchmark]
    public bool Mail() => SmtpCommandParser.Parse("MAIL FROM:<newsletter@sender.example.net> SIZE=12345 BODY=8BITMIME"u8).Mail is not null;

    [Benchmark]
    public bool Rcpt() => SmtpCommandParser.Parse("RCPT TO:<user@clean.example.net>"u8).Refusal is null;
}
