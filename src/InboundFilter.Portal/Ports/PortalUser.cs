using System.Security.Cryptography;
using System.Text;

namespace InboundFilter.Portal.Ports;

/// <summary>Somebody who may sign in to the pages for administrators.</summary>
/// <param name="Name">As it stands in the file of users.</param>
/// <param name="PasswordHash">As <see cref="Administrators.Passwords"/> makes it.</param>
public sealed record PortalUser(string Name, string PasswordHash)
{
    /// <summary>Changes with the name or the password, and tells nothing of either. A session holds it, so that it ends when the user is removed or gets another password.</summary>
    public string Stamp => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{PasswordHash}")));

    /// <summary>Without the hash, so that no log can show it.</summary>
    public override string ToString() => Name;
}
