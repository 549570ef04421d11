using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Client.Verbs;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Model;
using Sweep.Model.Native;
using Sweep.Silo.Contracts;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Serving;

/// <summary>Runs a silo of a cluster until a signal ends it.</summary>
internal sealed class ServeVerb : Command, IExplained
{
    private readonly Dictionary<ServeFlag, Option> _options = [];
    private readonly TrainableRegistry _trainables;

    /// <param name="trainables">The user's trainables.</param>
    public ServeVerb(TrainableRegistry trainables)
        : base("serve", "Runs a silo: joins the cluster of a PostgreSQL database, and trains its trials until it is stopped.")
    {
        _trainables = trainables;

        // Every verb has the option for the data folder.
        foreach (var flag in ServeFlags.All.Where(flag => flag != ServeFlags.Data))
        {
            Option option = flag.Value is { } value ? new Option<string>(flag.Option) { HelpName = value } : new Option<bool>(flag.Option);
            option.Description = flag.Description;
            Add(_options[flag] = option);
        }

        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public string Example => "serve --database \"Host=db;Username=sherlock;Database=sherlock\" --slots 4";

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; } =
    [
        "Each option may also stand in the environment (SHERLOCK_DATABASE, SHERLOCK_SILO_PORT, ...: best for what holds a password)\n"
            + "or in the section Sherlock of appsettings.json (SiloPort, ...). The command line counts most, then the environment.",
        "Stopped by SIGTERM, SIGHUP, SIGQUIT or Ctrl+C it writes a checkpoint of every trial, hands it back to the others, "
            + "and ends with 0 or 130;\na second signal ends it at once. It ends with 3 where it cannot join, cannot go on,\n"
            + "cannot hand its trials back, or the others have given it up for dead.",
    ];

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var log = LogOptions.Default;
        void Say(LogLevel level, string line) => arguments.InvocationConfiguration.Error.WriteLine(log.Line(level, line));
        using var signal = new StopSignal();
        try
        {
            if (Written(arguments, ServeFlags.Database) is { } secret) { ProcessTitle.Hide(secret); }
            var settings = AppSettings.Load(AppContext.BaseDirectory);
            var inputs = new ServeInputs(
                flag => Written(arguments, flag), Environment.GetEnvironmentVariable, settings.GetSection(ServeFlag.Section));
            log = LogOptions.Read(inputs);
            log.Apply(settings);
            var read = await ServeOptions.ReadAsync(inputs, PhysicalCores.Count(Environment.ProcessorCount), cancellationToken);
            var options = read with { Trainables = read.Trainables.With(_trainables.All) };
            if (arguments.GetValue(VerbTree.Verbose)) { settings["Logging:LogLevel:Orleans"] = nameof(LogLevel.Warning); }
            if (await ServeAsync(options, settings, Say, cancellationToken) is { } problem) { return problem.ExitCode; }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped before it had joined.
        }
        catch (SherlockException exception) when (log.IsJson)
        {
            // The command line would write it as text.
            Say(LogLevel.Critical, exception.Message);
            return exception.ExitCode;
        }

        Say(LogLevel.Information, "The silo has stopped.");
        return signal.ExitCode;
    }

    /// <returns>Why it ended without being told to; null if it was told to.</returns>
    private static async Task<SherlockException?> ServeAsync(
        ServeOptions options, IConfiguration settings, Action<LogLevel, string> log, CancellationToken cancellationToken)
    {
        void Say(string line) => log(LogLevel.Information, line);
        if (options.Listen.Warning is { } warning) { log(LogLevel.Warning, warning); }
        foreach (var expiry in options.Certificates.Warnings(TimeProvider.System.GetUtcNow())) { log(LogLevel.Warning, expiry); }
        Prepare(options);
        PortCheck.RequireFree(options.Listen.Address, options.Ports);
        var start = new DatabaseStart(TimeProvider.System, Say);
        using var database = await start.OpenAsync(token => SherlockDatabase.CreateAsync(options.Database, Say, token), cancellationToken);
        if (DatabaseStart.ClockLine(database.ClockOffset) is { } line) { Say(line); }
        await using var silo = await ServingSilo.StartAsync(options, settings, database, cancellationToken);
        Say(silo.ReadyLine(database));
        if (await silo.InvitationAsync(cancellationToken) is { } invitation) { Say(invitation); }
        var problem = await silo.UntilAsync(cancellationToken);
        if (problem is null) { Say("Stopping: trials write their checkpoints and go back to the queue."); }
        else { log(LogLevel.Error, problem.Message); }
        await StopAsync(silo, options.Log);
        return problem;
    }

    private static async Task StopAsync(ServingSilo silo, LogOptions log)
    {
        try
        {
            await silo.StopAsync();
        }
        catch (SherlockException exception)
        {
            FatalEnd.Leave(exception, log);
        }
    }

    /// <summary>Checks, before the silo starts, what would otherwise make every trial fail, one after the other.</summary>
    private static void Prepare(ServeOptions options)
    {
        PoolThreads.Prepare();
        try
        {
            Directory.CreateDirectory(options.Data.Root);
            if (options.Slots > 0 && options.Trainables.All.Count == 0) { LibTorch.Load(); }
        }
        catch (ModelException exception)
        {
            throw new SherlockException(exception.Message, SherlockException.OutOfReach, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(
                $"The data folder {options.Data.Root} cannot be used: {exception.Message}", SherlockException.OutOfReach, exception);
        }
    }

    /// <summary>The value of a flag on the command line itself.</summary>
    private string? Written(ParseResult arguments, ServeFlag flag)
    {
        var option = flag == ServeFlags.Data ? VerbTree.Data : _options[flag];
        return arguments.GetResult(option) switch
        {
            null or { Implicit: true } => null,
            { Tokens: [] } => bool.TrueString,
            { Tokens: [var token, ..] } => token.Value,
        };
    }
}
