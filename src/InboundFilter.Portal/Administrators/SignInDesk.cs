using System.Net;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Administrators;

/// <summary>Judges names and passwords: bounds how often one person or one address may err, and how much of the processor strangers may take. Thread-safe.</summary>
internal sealed class SignInDesk(IPortalUsers users, Passwords passwords, SignInJournal journal, TimeProvider time) : IDisposable
{
    /// <summary>Tries that may be on their way at once, waiting ones included.</summary>
    public const int MaxWaiting = 20;

    /// <summary>Names, and addresses, whose failures are remembered.</summary>
    private const int Remembered = 10_000;

    /// <summary>Passwords that are hashed at once: mail needs the processor too, and nobody gets past a limit by trying at the same time.</summary>
    private const int AtOnce = 1;

    private readonly FailureTable _names = new(time, Remembered);
    private readonly FailureTable _addresses = new(time, Remembered);
    private readonly SemaphoreSlim _turn = new(AtOnce);
    private int _waiting;

    /// <summary>Judges one try and writes it down.</summary>
    /// <returns>The user only when the result is <see cref="SignInOutcome.Done"/>.</returns>
    public async Task<(SignInOutcome Result, PortalUser? User)> TryAsync(string name, string password, IPAddress? address, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return (SignInOutcome.Busy, null);
        }

        try
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                return await JudgeAsync(name, password, ClientKey.Of(address), cancellation);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<(SignInOutcome Result, PortalUser? User)> JudgeAsync(string name, string password, string address, CancellationToken cancellation)
    {
        bool isPossible = UserNames.Fault(name) is null;
        string key = isPossible ? name : "-";
        if (_names.IsClosed(key) || _addresses.IsClosed(address))
        {
            journal.TurnedAway();
            return (SignInOutcome.Refused, null);
        }

        var user = isPossible ? users.Find(name) : null;
        if (passwords.Verify(user, password))
        {
            _names.Forget(key);
            _addresses.Forget(address);
            await journal.SignedInAsync(user!.Name, address, cancellation);
            return (SignInOutcome.Done, user);
        }

        var nameUntil = _names.Add(key);
        var addressUntil = _addresses.Add(address);
        await journal.FailedAsync(user?.Name, address, nameUntil > addressUntil || addressUntil is null ? nameUntil : addressUntil, cancellation);
        return (SignInOutcome.Refused, null);
    }
}
