using InboundFilter.Daemon.Commands;

namespace InboundFilter.Daemon.Output;

/// <summary>Answers the one case that the options of a command make.</summary>
internal static class SingleCase
{
    /// <param name="answer">Gives what is printed; throws <see cref="CaseException"/> when the case cannot be judged.</param>
    /// <param name="json">Whether the problem is told as a JSON object.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<Task<string>> answer, bool json)
    {
        try
        {
            Console.WriteLine(await answer());
            return CommandLine.Done;
        }
        catch (CaseException problem)
        {
            Console.WriteLine(json ? JsonLine.Error(problem.Message) : $"error: {problem.Message}");
            return CommandLine.Problems;
        }
    }
}
