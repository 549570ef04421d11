using System.Diagnostics;
using System.Globalization;

namespace Sweep.Tests.Tools;

/// <summary>
/// A shell that does what it is told on standard input, one line after the other. Its input is a pipe, which ends with the test run,
/// however that ends, so its script can clean up.
/// </summary>
/// <remarks>The script answers each line with what the line's command printed, and then <c>--- </c> and its exit code.</remarks>
internal sealed class ToldShell : IAsyncDisposable
{
    private const string EndOfAnswer = "--- ";

    private readonly string _name;
    private readonly Process _process;
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="name">What the shell is for, as failures name it.</param>
    /// <param name="start">The command; its standard input and output become pipes.</param>
    public ToldShell(string name, ProcessStartInfo start)
    {
        _name = name;
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.WorkingDirectory) = (true, true, "/");
        _process = Process.Start(start)!;
    }

    public int ProcessId => _process.Id;

    /// <summary>A call of a shell's function, as one line of a script.</summary>
    public static string Call(string function, IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Select(Quoted).Prepend(function));

    /// <summary>A line that the script prints before it listens; null if it ends instead.</summary>
    public Task<string?> FirstLineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Runs one of the script's functions to its end. If it fails, an exception says what it printed.</summary>
    public async Task RunAsync(string function, params string[] arguments)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(Call(function, arguments));
            await _process.StandardInput.FlushAsync();
            var (code, said) = await AnswerAsync();
            if (code != 0) { throw new InvalidOperationException($"{_name}, {function}: exit code {code}\n{said}"); }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.EndAsync();
        _process.Dispose();
        _turn.Dispose();
    }

    private static string Quoted(string text)
    {
        if (text.Contains('\n', StringComparison.Ordinal)) { throw new ArgumentException($"More than one line: '{text}'.", nameof(text)); }
        return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private async Task<(int Code, string Said)> AnswerAsync()
    {
        var said = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(EndOfAnswer, StringComparison.Ordinal))
            {
                return (int.Parse(line[EndOfAnswer.Length..], CultureInfo.InvariantCulture), string.Join('\n', said));
            }

            said.Add(line);
        }

        throw new InvalidOperationException($"{_name} has ended:\n{string.Join('\n', said)}");
    }
}
