namespace InboundFilter.Daemon.Doctor;

/// <summary>Looks for one kind of mistake. Changes nothing, sends no mail.</summary>
internal interface IExamination
{
    /// <summary>The area of its diagnoses.</summary>
    string Area { get; }

    /// <summary>What was seen, what is well too. The token ends when the time for it is over.</summary>
    Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation);
}
