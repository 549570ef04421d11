using System.Reflection;
using Sweep.Client.Verbs;
using Sweep.Grains;
using Sweep.Silo.Contracts;
using Sweep.Silo.Embedded;
using Sweep.Silo.Serving;
using Sweep.Silo.Workbench;

namespace Sweep.Silo;

/// <summary>The program of a sweep: it has every verb, from <c>run</c> and <c>serve</c> to <c>best</c> and <c>report</c>.</summary>
public static class SherlockHost
{
    /// <summary>
    /// Runs one verb in this process, with the built-in trainables and a user's own. It handles the signals to end, prints every error as
    /// one line, and never throws.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <param name="trainables">Adds the user's trainables. Default: there are none.</param>
    /// <returns>The exit code of the process: 0 done, 1 a trial failed or diverged, 2 bad usage or sweep file, 3 out of reach or a result
    /// that cannot be written, 130 interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, Action<TrainableRegistry>? trainables = null)
    {
        TrainableRegistry registry;
        try
        {
            registry = TrainableRegistry.Of(trainables);
        }
        catch (SherlockException exception)
        {
            await Console.Error.WriteLineAsync($"error: {exception.Message}");
            return exception.ExitCode;
        }

        var backends = new SiloBackends(registry);
        return await CommandLine.RunAsync(
            args, backends.Create, backends.Schemas, Library, CancellationToken.None,
            new ServeVerb(registry), new TrainablesVerb(registry));
    }

    /// <summary>The library that this assembly was built with. It is not loaded for that.</summary>
    private static string Library { get; } = typeof(SherlockHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(about => about.Key == "Trainer").Value!;
}
