using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.EventFiles;

/// <summary>Draws the models of a trainable for its trials' event files. If that fails, the files have no graph.</summary>
internal sealed partial class TrialGraphs(IHasModelGraph trainable, ILogger? logger = null)
{
    /// <summary>The graphs of a trainable; null if it draws none.</summary>
    public static TrialGraphs? Of(TrainableRegistry trainables, TrainableId id, ILogger? logger = null) =>
        trainables.Find<IHasModelGraph>(id) is { } drawing ? new(drawing, logger) : null;

    /// <summary>A name for everything that a trial's graph depends on; null if there is none.</summary>
    public string? Architecture(Hyperparameters hyperparameters) => Try(() =>
    {
        var name = trainable.Architecture(hyperparameters);
        return SchemaNames.IsVersion(name)
            ? name
            : throw new FormatException(
                $"found the architecture {Spelling.Quote(name ?? "")}; allowed: {SchemaNames.VersionRule}");
    });

    /// <summary>A trial's graph; null if there is none.</summary>
    public byte[]? Graph(Hyperparameters hyperparameters) => Try(() => trainable.Graph(hyperparameters).ToArray());

    private T? Try<T>(Func<T> draw)
        where T : class
    {
        try
        {
            return draw();
        }
        catch (Exception exception)
        {
            if (logger is not null) { LogNoGraph(logger, FirstLine.Of(exception)); }
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A trial's graph cannot be drawn for TensorBoard: {Problem}")]
    private static partial void LogNoGraph(ILogger logger, string problem);
}
