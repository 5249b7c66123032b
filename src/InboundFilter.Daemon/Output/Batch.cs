using System.Text.Json;
using InboundFilter.Daemon.Commands;

namespace InboundFilter.Daemon.Output;

/// <summary>Answers each line of standard input with one line, in order (<c>--batch</c>).</summary>
internal static class Batch
{
    /// <param name="answer">Gets the case; throws <see cref="CaseException"/> for one that cannot be judged.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The exit code: 1 when any case was in error.</returns>
    public static async Task<int> RunAsync(Func<BatchCase, Task<string>> answer, CancellationToken cancellation)
    {
        int exit = CommandLine.Done;
        while (await Console.In.ReadLineAsync(cancellation) is { } line)
        {
            string reply;
            try
            {
                using var document = JsonDocument.Parse(line);
                reply = await answer(new BatchCase(document.RootElement));
            }
            catch (Exception problem) when (problem is JsonException or CaseException)
            {
                reply = JsonLine.Error(problem is CaseException ? problem.Message : $"not a JSON object: {problem.Message}");
                exit = CommandLine.Problems;
            }

            await Console.Out.WriteLineAsync(reply);
            await Console.Out.FlushAsync(cancellation);
        }

        return exit;
    }
}
