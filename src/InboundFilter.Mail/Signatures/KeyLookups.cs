using InboundFilter.Dns;

namespace InboundFilter.Mail.Signatures;

/// <summary>The questions for the keys of one message, asked side by side, each name once. Not thread-safe.</summary>
internal sealed class KeyLookups(IDnsResolver dns, CancellationToken cancellation)
{
    private readonly Dictionary<DomainName, Task<DnsAnswer<string>>> _answers = [];

    public void Ask(DomainName name)
    {
        if (!_answers.ContainsKey(name))
        {
            _answers.Add(name, dns.QueryTxtAsync(name, cancellation).AsTask());
        }
    }

    /// <summary>The answer to a question that has been asked.</summary>
    public Task<DnsAnswer<string>> AnswerAsync(DomainName name, CancellationToken cancellation) => _answers[name].WaitAsync(cancellation);
}
