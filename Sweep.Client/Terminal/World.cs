using Spectre.Console;
using Sweep.Client.Backends;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Terminal;

/// <summary>Everything outside the verbs that they touch: streams, screens, the clock, and the ways to sweeps and grids.</summary>
internal sealed record World
{
    /// <summary>Standard output: results only.</summary>
    public required IAnsiConsole Page { get; init; }

    /// <summary>Standard error: progress, questions and messages.</summary>
    public required IAnsiConsole Screen { get; init; }

    /// <summary>Whether a person watches the progress.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Whether that person can also answer.</summary>
    public required bool CanAsk { get; init; }

    /// <summary>Why a part of the result could not be written to standard output; null if all of it was written.</summary>
    public Func<string?> LostResult { get; init; } = () => null;

    public required TimeProvider Time { get; init; }

    public required Func<BackendOptions, IBackend> Backend { get; init; }

    public Func<SweepReader, ISweepSource> Source { get; init; } = reader => new ReaderSource(reader);

    public Func<string, IReadOnlyList<string>, int, SweepSpec> LoadGrid { get; init; } = (path, sets, most) => GridFile.Load(path, sets, most);

    public Func<string, bool> FileExists { get; init; } = File.Exists;

    /// <summary>The environment.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Takes a secret out of what others see of this process's command line.</summary>
    public Action<string> HideArgument { get; init; } = secret => ProcessTitle.Hide(secret);

    /// <summary>Trials that are trained at once where nobody says how many.</summary>
    public int Cores { get; init; } = PhysicalCores.Count(Environment.ProcessorCount);

    /// <summary>Writes one line of the result, exactly as it is.</summary>
    public void Print(string line) => Page.Profile.Out.Writer.WriteLine(line);

    /// <summary>Writes a whole document of the result, exactly as it is.</summary>
    public void PrintDocument(string text) => Page.Profile.Out.Writer.Write(text);

    /// <summary>Writes one line of progress or a message, exactly as it is.</summary>
    public void Say(string line) => Screen.Profile.Out.Writer.WriteLine(line);

    /// <summary>The world of a real process.</summary>
    public static World OfProcess(Func<BackendOptions, IBackend> backend)
    {
        var output = StandardStreams.Forgive();
        return new()
        {
            Page = Consoles.Create(Console.Out, Console.IsOutputRedirected),
            Screen = Consoles.Create(Console.Error, Console.IsErrorRedirected),
            IsTerminal = !Console.IsErrorRedirected,
            CanAsk = !Console.IsErrorRedirected && !Console.IsInputRedirected,
            LostResult = () => output.Failure,
            Time = TimeProvider.System,
            Backend = backend,
        };
    }
}
