using System.Collections;
using System.Runtime.InteropServices;
using Sweep.Grains;
using Sweep.Silo.Commands;

namespace Sweep.Silo.Workbench;

/// <summary>
/// A silo without slots, as a process of its own. It is the first of its cluster, so it has the queue, and its processor time is what the
/// queue costs.
/// </summary>
internal sealed class QueueProcess : IAsyncDisposable
{
    private const string OwnVariables = "SHERLOCK_";
    private const string Ready = " is ready: ";
    private const int KeptOutput = 1 << 16;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(20);

    private readonly GuardedCommand _command;

    private QueueProcess(GuardedCommand command) => _command = command;

    /// <summary>Its processor time until now.</summary>
    public TimeSpan Processor => _command.Processes.Processor();

    /// <summary>Starts the silo, and waits until it is a member of its cluster.</summary>
    /// <param name="connection">The connection string of the cluster's database.</param>
    /// <param name="folder">A folder that only this process uses.</param>
    /// <exception cref="SherlockException">It does not start.</exception>
    public static async Task<QueueProcess> StartAsync(string connection, string folder, CancellationToken cancellationToken)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(variable => !((string)variable.Key).StartsWith(OwnVariables, StringComparison.Ordinal))
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);
        environment["SHERLOCK_DATABASE"] = connection;
        string[] serve = ["serve", "--slots", "0", "--silo-port", "0", "--gateway-port", "0", "--http-port", "0", "--data", folder];
        var log = new LogTail(KeptOutput);
        var process = new QueueProcess(GuardedCommand.Start(
            new([DotNet, typeof(QueueProcess).Assembly.Location, .. serve], folder, environment, $"SHERLOCK_BENCH={Guid.NewGuid():n}"),
            log));
        try
        {
            await process.WaitAsync(log, cancellationToken);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _command.Terminate();
        await Task.WhenAny(_command.Exit, Task.Delay(_farewell, TimeProvider.System));
        _command.Dispose();
    }

    // The program that runs this process may be another one, such as that of tests.
    private static string DotNet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private async Task WaitAsync(LogTail log, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_pause);
        while (!log.Read().Contains(Ready, StringComparison.Ordinal))
        {
            if (_command.Exit.IsCompleted)
            {
                throw new SherlockException($"The silo of the queue does not start: {log.LastError}", SherlockException.OutOfReach);
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
