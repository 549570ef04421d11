using Spectre.Console;
using Sweep.Client.Backends;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Terminal;

/// <summary>Everything outside the verbs that they use: streams, screens, the clock, and access to sweeps and grids.</summary>
internal sealed record CommandContext
{
    /// <summary>Standard output: results only.</summary>
    public required IAnsiConsole Page { get; init; }

    /// <summary>Standard error: progress, questions and messages.</summary>
    public required IAnsiConsole Screen { get; init; }

    /// <summary>Whether a person watches the progress on a screen that can be drawn on.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Whether that person can also answer.</summary>
    public required bool CanAsk { get; init; }

    /// <summary>The reason why a part of the result could not be written to standard output; null if all of it was written.</summary>
    public Func<string?> LostResult { get; init; } = () => null;

    public required TimeProvider Time { get; init; }

    public required Func<BackendOptions, IBackend> Backend { get; init; }

    /// <summary>What this program can train; empty if it has no trainer.</summary>
    public IReadOnlyList<TrainableSchema> Schemas { get; init; } = [];

    /// <summary>Reads a sweep file that may name some trainables, with overrides, and with at most so many trials.</summary>
    public Func<string, IReadOnlyList<TrainableSchema>, IReadOnlyList<string>, int, SweepSpec> LoadGrid { get; init; } = GridFile.Load;

    public Func<string, bool> FileExists { get; init; } = File.Exists;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Removes a secret from this process's command line as other users see it.</summary>
    public Action<string> HideArgument { get; init; } = secret => ProcessTitle.Hide(secret);

    /// <summary>Opens an address in the user's browser, by a file in a folder of the user; null if there is no browser.</summary>
    public Func<string, string, IDisposable?> Browse { get; init; } = Browser.Open;

    /// <summary>Number of trials to train at the same time if the user does not choose a number.</summary>
    public int Cores { get; init; } = PhysicalCores.Count(Environment.ProcessorCount);

    /// <summary>The name and version of the library that trains; null if the program has no trainer.</summary>
    public string? Trainer { get; init; }

    /// <summary>Reads a sweep file as <see cref="LoadGrid"/> does, and says which one if its name has several meanings.</summary>
    /// <exception cref="Grains.SherlockException">The file is missing, unreadable or wrong.</exception>
    public SweepSpec ReadGrid(string grid, IReadOnlyList<TrainableSchema> schemas, IReadOnlyList<string> sets, int mostTrials)
    {
        if (GridSource.Of(grid).Note is { } note) { Say($"note: {note}"); }
        return LoadGrid(grid, schemas, sets, mostTrials);
    }

    /// <summary>Writes one line of the result unchanged.</summary>
    public void Print(string line) => Page.Profile.Out.Writer.WriteLine(line);

    /// <summary>Writes a whole document of the result unchanged.</summary>
    public void PrintDocument(string text) => Page.Profile.Out.Writer.Write(text);

    /// <summary>Writes one line of progress or a message unchanged.</summary>
    public void Say(string line) => Screen.Profile.Out.Writer.WriteLine(line);

    /// <summary>The real streams, clock and files of this process.</summary>
    public static CommandContext OfProcess(
        Func<BackendOptions, IBackend> backend, IReadOnlyList<TrainableSchema> schemas, string? trainer)
    {
        var output = StandardStreams.Forgive();
        return new()
        {
            Page = Consoles.Create(Console.Out, Console.IsOutputRedirected),
            Screen = Consoles.Create(Console.Error, Console.IsErrorRedirected),
            IsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            CanAsk = !Console.IsErrorRedirected && !Console.IsInputRedirected,
            LostResult = () => output.Failure,
            Time = TimeProvider.System,
            Backend = backend,
            Schemas = schemas,
            Trainer = trainer,
        };
    }
}
