using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace InboundFilter.Smtp.Server;

/// <summary>Gives Kestrel's transports <see cref="ConnectionMemory"/>.</summary>
internal sealed class ConnectionMemoryFactory : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ConnectionMemory();
}
