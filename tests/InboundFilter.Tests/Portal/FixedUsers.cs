using System.Collections.Concurrent;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace InboundFilter.Tests.Portal;

/// <summary>Users of a test, with hashes that cost little. At first there is one, <see cref="Anna"/>.</summary>
internal sealed class FixedUsers : IPortalUsers
{
    public const string Anna = "anna";

    /// <summary>Of every user, until a test changes it.</summary>
    public const string Password = "correct horse battery";

    private const int FewRounds = 10;

    private readonly ConcurrentDictionary<string, PortalUser> _users = new(StringComparer.OrdinalIgnoreCase);

    public FixedUsers() => Put(Anna);

    public bool IsEmpty => _users.IsEmpty;

    public PortalUser? Find(string name) => _users.GetValueOrDefault(name);

    public void Put(string name, string password = Password)
    {
        var hasher = new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = FewRounds }));
        _users[name] = new PortalUser(name, hasher.HashPassword(name, password));
    }

    public void Remove(string name) => _users.TryRemove(name, out _);
}
