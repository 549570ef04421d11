using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using Spectre.Console.Testing;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Client.Verbs;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Backends;
using Sweep.Tests.Grids;

namespace Sweep.Tests.Verbs;

/// <summary>The command line over fakes: what it prints, says, and returns.</summary>
internal sealed class ClientRig : IDisposable
{
    private readonly TestConsole _page = new TestConsole().Width(200);
    private readonly TestConsole _screen = new TestConsole().Width(200);

    public ClientRig() => Backend = new(Source);

    public FakeSource Source { get; } = new();

    public FakeBackend Backend { get; }

    public FakeTimeProvider Time { get; } = new(Some.Noon);

    /// <summary>The grid by a newer version of the trainable; null if there is no newer version.</summary>
    public SweepSpec? NewerGrid { get; set; }

    /// <summary>Whether a database lies in the data folder.</summary>
    public bool HasDatabase { get; set; }

    /// <summary>Whether the program knows what it can train; one without a trainer knows nothing.</summary>
    public bool HasSchemas { get; set; } = true;

    /// <summary>The program that has no trainer.</summary>
    public bool IsReadingOnly { get; set; }

    /// <summary>A terminal with a person, who presses these keys; null: a pipe.</summary>
    public ConsoleKey[]? Keys { get; set; }

    /// <summary>Of standard output, in characters.</summary>
    public int Width { get; set; } = 200;

    public string? DataFolder { get; private set; }

    /// <summary>The cluster that the command line meant; null: a data folder.</summary>
    public ClusterAddress? Cluster { get; private set; }

    /// <summary>The environment.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What was taken out of the process's command line.</summary>
    public List<string> Hidden { get; } = [];

    /// <summary>What a grid file says.</summary>
    public SweepSpec Grid { get; set; } = Some.Spec();

    public IReadOnlyList<string> Sets { get; private set; } = [];

    /// <summary>Of how many trials a grid could have been.</summary>
    public int MostTrials { get; private set; }

    /// <summary>Why standard output cannot be written; null if it can.</summary>
    public string? LostResult { get; set; }

    public string Out => _page.Output.ReplaceLineEndings("\n");

    public string Error => _screen.Output.ReplaceLineEndings("\n");

    public Task<int> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    public Task<int> RunAsync(CancellationToken cancellationToken, params string[] args) =>
        CommandLine.RunAsync(args, Context(), cancellationToken);

    /// <summary>Lets time pass, a little at a time, so that the code that waits in it goes on.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        for (var end = Time.GetUtcNow() + time; Time.GetUtcNow() < end; Time.Advance(TimeSpan.FromSeconds(0.5))) { await Task.Yield(); }
    }

    public void Dispose()
    {
        _page.Dispose();
        _screen.Dispose();
    }

    private CommandContext Context()
    {
        _page.Width(Width);
        foreach (var key in Keys ?? [])
        {
            _screen.Interactive();
            _screen.Input.PushKey(key);
        }

        return Context(_page, _screen);
    }

    private CommandContext Context(IAnsiConsole page, IAnsiConsole screen) => new()
    {
        Page = page,
        Screen = screen,
        IsTerminal = Keys is not null,
        CanAsk = Keys is not null,
        LostResult = () => LostResult,
        Time = Time,
        Cores = 4,
        FileExists = _ => HasDatabase,
        Variable = name => Variables.GetValueOrDefault(name),
        HideArgument = Hidden.Add,
        Schemas = !HasSchemas ? [] : NewerGrid is null ? LanguageGrid.Schemas : [NewerGrid.Schema, .. LanguageGrid.Schemas],
        LoadGrid = (_, schemas, sets, mostTrials) =>
        {
            (Sets, MostTrials) = (sets, mostTrials);
            return NewerGrid is not null && schemas[0] == NewerGrid.Schema ? NewerGrid : Grid;
        },
        Backend = options =>
        {
            (DataFolder, Cluster) = (options.DataFolder, options.Cluster);
            return IsReadingOnly
                ? new ReadingBackend(options)
                : Backend;
        },
    };
}
