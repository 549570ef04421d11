using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using Spectre.Console.Testing;
using Sweep.Client;
using Sweep.Client.Backends;
using Sweep.Client.Surroundings;

namespace Sweep.Tests.Client;

/// <summary>The command line over fakes: what it prints, says, and returns.</summary>
internal sealed class ClientRig : IDisposable
{
    private readonly TestConsole _page = new TestConsole().Width(200);
    private readonly TestConsole _screen = new TestConsole().Width(200);

    public ClientRig() => Backend = new(Source);

    public FakeSource Source { get; } = new();

    public FakeBackend Backend { get; }

    public FakeTimeProvider Time { get; } = new(Some.Noon);

    /// <summary>Whether a database lies in the data folder.</summary>
    public bool HasDatabase { get; set; }

    /// <summary>The program that has no trainer.</summary>
    public bool IsReadingOnly { get; set; }

    /// <summary>A terminal with a person, who presses these keys; null: a pipe.</summary>
    public ConsoleKey[]? Keys { get; set; }

    /// <summary>Of standard output, in characters.</summary>
    public int Width { get; set; } = 200;

    public string? DataFolder { get; private set; }

    public IReadOnlyList<string> Sets { get; private set; } = [];

    public string Out => _page.Output.ReplaceLineEndings("\n");

    public string Error => _screen.Output.ReplaceLineEndings("\n");

    public Task<int> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    public Task<int> RunAsync(CancellationToken cancellationToken, params string[] args) => CommandLine.RunAsync(args, World(), cancellationToken);

    public void Dispose()
    {
        _page.Dispose();
        _screen.Dispose();
    }

    private World World()
    {
        _page.Width(Width);
        foreach (var key in Keys ?? [])
        {
            _screen.Interactive();
            _screen.Input.PushKey(key);
        }

        return World(_page, _screen);
    }

    private World World(IAnsiConsole page, IAnsiConsole screen) => new()
    {
        Page = page,
        Screen = screen,
        IsTerminal = Keys is not null,
        CanAsk = Keys is not null,
        Time = Time,
        Cores = 4,
        FileExists = _ => HasDatabase,
        Source = _ => Source,
        LoadGrid = (_, sets, _) =>
        {
            Sets = sets;
            return Some.Spec();
        },
        Backend = options =>
        {
            DataFolder = options.DataFolder;
            return IsReadingOnly
                ? new ReadingBackend(options)
                : Backend;
        },
    };
}
