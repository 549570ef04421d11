using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Sweep.Grains;

namespace Sweep.Silo.Commands;

/// <summary>
/// A command that runs under a <see cref="Guard"/>: it and all processes that it starts end with the silo, and with this object.
/// </summary>
internal sealed class GuardedCommand : IDisposable
{
    // If a process that cannot be killed keeps an output open, the rest of the output is not waited for.
    private static readonly TimeSpan _outputTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _killTime = TimeSpan.FromSeconds(10);

    private readonly Process _guard;
    private readonly Stream _pipe;
    private readonly MarkedProcesses _processes;
    private readonly Task[] _outputs;

    private GuardedCommand(Process guard, MarkedProcesses processes, LogTail log)
    {
        (_guard, _pipe, _processes) = (guard, guard.StandardInput.BaseStream, processes);
        _outputs =
        [
            PumpAsync(guard.StandardOutput.BaseStream, log.Output()),
            PumpAsync(guard.StandardError.BaseStream, log.Error()),
        ];
        Exit = ExitAsync();
    }

    /// <summary>The exit code, as soon as no process of the command is left; 128 and the signal's number if a signal ended it.</summary>
    public Task<int> Exit { get; }

    /// <summary>The command's processes.</summary>
    public MarkedProcesses Processes => _processes;

    /// <summary>Starts a command.</summary>
    /// <param name="log">Gets all that it writes to its standard output and error.</param>
    /// <exception cref="SherlockException">The command cannot be started on this machine.</exception>
    public static GuardedCommand Start(CommandStart start, LogTail log)
    {
        var program = Guard.Program;
        var linking = start.Environment.Where(variable => IsOfLinker(variable.Key)).ToList();
        var guard = new Process
        {
            StartInfo = new(program[0], [.. program.Skip(1), start.Mark, .. Guard.With(linking), .. start.Words])
            {
                WorkingDirectory = start.Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        guard.StartInfo.Environment.Clear();
        foreach (var (name, value) in start.Environment.Except(linking)) { guard.StartInfo.Environment[name] = value; }
        try
        {
            guard.Start();
        }
        catch (Win32Exception exception)
        {
            guard.Dispose();
            throw new SherlockException(
                $"The command '{start.Words[0]}' cannot be started in {start.Folder}: {exception.Message}",
                SherlockException.OutOfReach,
                exception);
        }

        return new(guard, new(start.Mark), log);
    }

    /// <summary>Asks all processes of the command to end (SIGTERM).</summary>
    public void Terminate() => Tell("TERM");

    /// <summary>Kills all processes of the command.</summary>
    public void Kill()
    {
        lock (_pipe) { _pipe.Dispose(); }
    }

    /// <summary>Kills what is left, and waits until it is gone.</summary>
    public void Dispose()
    {
        Kill();
        if (!Exit.Wait(_killTime)) { _processes.Kill(); }
        _guard.Dispose();
    }

    /// <summary>Whether a variable changes which libraries programs load, those of the guard included.</summary>
    private static bool IsOfLinker(string variable) => variable.StartsWith("LD_", StringComparison.Ordinal);

    private void Tell(string word)
    {
        try
        {
            lock (_pipe) { _pipe.Write(Encoding.ASCII.GetBytes(word + '\n')); }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The command has ended, or was killed.
        }
    }

    private static async Task PumpAsync(Stream from, LogLines to)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count) { to.Write(buffer.AsSpan(0, count)); }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The output was closed because it was not waited for any longer.
        }

        to.End();
    }

    private async Task<int> ExitAsync()
    {
        await _guard.WaitForExitAsync();

        // Without this line, the guard's watcher kills what is left for as long as anything is.
        if (_processes.Kill()) { Tell(Guard.End); }
        var outputs = Task.WhenAll(_outputs);
        if (await Task.WhenAny(outputs, Task.Delay(_outputTime, TimeProvider.System)) != outputs)
        {
            _guard.StandardOutput.Close();
            _guard.StandardError.Close();
        }

        return _guard.ExitCode;
    }
}
