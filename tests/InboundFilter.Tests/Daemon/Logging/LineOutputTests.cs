using System.Text;
using InboundFilter.Daemon.Logging;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Tests.Daemon.Logging;

public sealed class LineOutputTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void What_has_gathered_leaves_at_once()
    {
        using var stream = new WriteCounter();
        using var output = new LineOutput(stream, _time);
        output.Add("a\n"u8);
        output.Add("b\n"u8);
        Assert.That(stream.Text, Is.Empty);

        _time.Advance(LineOutput.Gathering);
        output.Add("c\n"u8);
        _time.Advance(LineOutput.Gathering);

        Assert.That((stream.Text, stream.Writes), Is.EqualTo(("a\nb\nc\n", 2)));
    }

    [Test]
    public void The_end_writes_what_is_left()
    {
        using var stream = new WriteCounter();
        using (var output = new LineOutput(stream, _time))
        {
            output.Add("a\n"u8);
        }

        Assert.That(stream.Text, Is.EqualTo("a\n"));
    }

    [Test]
    public void Lines_beyond_the_limit_are_lost_and_counted_and_the_rest_comes()
    {
        using var stream = new WriteCounter();
        using var output = new LineOutput(stream, _time);
        using var provider = new LineLoggerProvider(new JournalLineFormat(), output);
        byte[] megabyte = [.. Enumerable.Repeat((byte)'x', (1 << 20) - 1), (byte)'\n'];
        for (int i = 0; i < 10; i++)
        {
            output.Add(megabyte);
        }

        _time.Advance(LineOutput.Gathering);
        Assert.That(stream.Text, Has.Length.EqualTo(LineOutput.MaxWaitingOctets));

        _time.Advance(LineOutput.Gathering);
        Assert.That(stream.Text[LineOutput.MaxWaitingOctets..], Does.StartWith("<4>").And.Contain("2 log lines were lost"));
    }

    [Test]
    public void A_reader_that_has_gone_harms_nobody()
    {
        using var stream = new WriteCounter { IsBroken = true };
        using var output = new LineOutput(stream, _time);
        output.Add("a\n"u8);
        Assert.That(() => _time.Advance(LineOutput.Gathering), Throws.Nothing);

        stream.IsBroken = false;
        output.Add("b\n"u8);
        _time.Advance(LineOutput.Gathering);
        Assert.That(stream.Text, Is.EqualTo("b\n"));
    }

    [Test]
    public void A_message_that_logs_while_it_is_formatted_mixes_nothing_up()
    {
        using var stream = new WriteCounter();
        using (var provider = new LineLoggerProvider(new JournalLineFormat(), new LineOutput(stream, _time)))
        {
            var log = provider.CreateLogger("c");
            log.Log(LogLevel.Information, new EventId(1), "outer", null, (state, _) =>
            {
                log.Log(LogLevel.Warning, new EventId(2), "inner", null, (s, _) => s);
                return state;
            });
        }

        Assert.That(stream.Text, Is.EqualTo("<4>c[2] inner\n<6>c[1] outer\n"));
    }

    private sealed class WriteCounter : MemoryStream
    {
        public int Writes { get; private set; }

        public bool IsBroken { get; set; }

        public string Text => Encoding.UTF8.GetString(ToArray());

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (IsBroken)
            {
                throw new IOException("broken pipe");
            }

            Writes += buffer.IsEmpty ? 0 : 1;
            base.Write(buffer);
        }
    }
}
