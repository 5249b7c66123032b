using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Reload;

namespace InboundFilter.Tests.Daemon.Reload;

public sealed class ControlSocketTests
{
    [Test]
    public async Task Answers_with_the_problems_and_what_came_of_it()
    {
        using var setup = new ReloadSetup();
        await using var serving = await ServingAsync(setup);
        setup.Write("lists/block.yaml", ReloadSetup.Blocked + "  - ip: nonsense\n");

        var (taken, _) = await ControlClient.ReloadAsync(setup["control.sock"], TimeProvider.System, default);
        setup.Write("policy.yaml", "mode: [\n");
        var (kept, _) = await ControlClient.ReloadAsync(setup["control.sock"], TimeProvider.System, default);

        Assert.That((taken?.IsInForce, taken?.Snapshot), Is.EqualTo((true, 2)));
        Assert.That(taken!.Problems.Single(), Has.Property("Line").EqualTo(4).And.Property("Severity").EqualTo(ProblemSeverity.Error));
        Assert.That((kept?.IsInForce, kept?.Snapshot), Is.EqualTo((false, 2)));
        Assert.That(kept!.Problems[0].File, Does.EndWith("policy.yaml"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task Is_for_its_own_user_alone_and_goes_when_the_daemon_ends()
    {
        using var setup = new ReloadSetup();
        await using (await ServingAsync(setup))
        {
            Assert.That(File.GetUnixFileMode(setup["control.sock"]), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        Assert.That(File.Exists(setup["control.sock"]), Is.False);
        var (answer, problem) = await ControlClient.ReloadAsync(setup["control.sock"], TimeProvider.System, default);
        Assert.That((answer is null, problem.Length > 0), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task What_is_no_request_is_cut_off_and_the_next_is_served()
    {
        using var setup = new ReloadSetup();
        await using var serving = await ServingAsync(setup);

        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(setup["control.sock"]));
            await socket.SendAsync(Encoding.ASCII.GetBytes(new string('x', ControlAnswer.MaxRequest)));
            Assert.That(await socket.ReceiveAsync(new byte[1]), Is.Zero);
        }

        var (answer, _) = await ControlClient.ReloadAsync(setup["control.sock"], TimeProvider.System, default);
        Assert.That(answer?.IsInForce, Is.True);
    }

    [Test]
    public async Task A_socket_left_behind_is_replaced_but_no_living_one_and_no_file()
    {
        using var setup = new ReloadSetup();
        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(new UnixDomainSocketEndPoint(setup["control.sock"]));
        }

        await using var first = await ServingAsync(setup);
        Assert.That(first.Log.Lines, Is.Empty);
        await using var second = await ServingAsync(setup);
        Assert.That(second.Log.Lines.Single().Text, Does.Contain("another daemon serves it"));
        await using var third = await ServingAsync(setup, "policy.yaml");
        Assert.That(third.Log.Lines.Single().Text, Does.Contain("no socket"));
        Assert.That(File.ReadAllText(setup["policy.yaml"]), Is.EqualTo("mode: enforce\n"));
    }

    [TestCase("missing/control.sock")]
    [TestCase("a-path-that-is-longer-than-the-hundred-and-eight-octets-which-the-name-of-a-unix-domain-socket-may-have/control.sock")]
    public async Task The_daemon_starts_where_there_can_be_no_socket(string name)
    {
        using var setup = new ReloadSetup();

        await using var serving = await ServingAsync(setup, name);

        Assert.That(serving.Log.Lines.Single().Text, Does.StartWith("control: no socket at "));
    }

    private static async Task<Serving> ServingAsync(ReloadSetup setup, string name = "control.sock")
    {
        var log = new MemoryLog<ControlSocket>();
        var socket = new ControlSocket(setup[name], setup.Reloader, setup.Time, log);
        await socket.StartAsync(default);
        return new Serving(socket, log);
    }

    private sealed record Serving(ControlSocket Socket, MemoryLog<ControlSocket> Log) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Socket.StopAsync(default);
            Socket.Dispose();
        }
    }
}
