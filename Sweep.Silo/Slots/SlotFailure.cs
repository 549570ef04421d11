using Sweep.Grains;

namespace Sweep.Silo.Slots;

/// <summary>
/// Reports that a slot cannot continue for a reason that is not its trial's. The trial stays as it is: the next process that locks the data
/// folder takes it back, and no failure is counted.
/// </summary>
internal sealed class SlotFailure
{
    private readonly TaskCompletionSource<SherlockException> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first reason.</summary>
    public Task<SherlockException> Task => _source.Task;

    public void Report(Exception exception) => _source.TrySetResult(exception as SherlockException ?? Explain(exception));

    private static SherlockException Explain(Exception exception)
    {
        var problem = exception switch
        {
            TimeoutException or OrleansException =>
                $"The database or this machine is too slow: a report was not answered in time ({FirstLine.Of(exception)}).",
            IOException or UnauthorizedAccessException => $"A file of the data folder cannot be used: {FirstLine.Of(exception)}",
            _ => $"A slot met an unexpected {exception.GetType().Name}: {FirstLine.Of(exception)}",
        };
        return new(
            $"{problem} Nothing that was stored is lost: 'resume' goes on from the last checkpoints.",
            SherlockException.OutOfReach,
            exception);
    }
}
