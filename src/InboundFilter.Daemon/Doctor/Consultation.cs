namespace InboundFilter.Daemon.Doctor;

/// <summary>Has all examinations made side by side, each within a bound.</summary>
internal sealed class Consultation(IReadOnlyList<IExamination> examinations, TimeProvider time)
{
    /// <summary>Longest examination: a DNS server or mailbox server that does not answer is itself a finding, and has been found long before.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>In the order of the examinations. What does not end in time, or fails, is a finding and hides no other.</summary>
    public async Task<IReadOnlyList<Diagnosis>> HoldAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var found = await Task.WhenAll(examinations.Select(e => GuardAsync(e, either.Token, cancellation)));
        return [.. found.SelectMany(diagnoses => diagnoses)];
    }

    private static async Task<IReadOnlyList<Diagnosis>> GuardAsync(IExamination examination, CancellationToken bounded, CancellationToken cancellation)
    {
        try
        {
            // Files may lie on a file system that hangs: not on the caller's thread.
            return await Task.Run(() => examination.ExamineAsync(bounded), bounded).WaitAsync(bounded);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [new Diagnosis(examination.Area, null, DiagnosisLevel.Error, $"no end within {Limit.TotalSeconds:0} s", "look whether DNS servers, mailbox servers and file systems answer, and try again")];
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return [new Diagnosis(examination.Area, null, DiagnosisLevel.Error, $"could not be looked at: {fault.GetType().Name}: {fault.Message}", "report this, it is a fault of inboundfilter")];
        }
    }
}
