using Sweep.Grains;

namespace Sweep.Silo.Slots;

/// <summary>Where a slot says that it cannot go on for a reason that is not its trial's: the database is gone, or its disk is full.</summary>
internal sealed class SlotFailure
{
    private readonly TaskCompletionSource<SherlockException> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first reason.</summary>
    public Task<SherlockException> Task => _source.Task;

    public void Report(SherlockException exception) => _source.TrySetResult(exception);
}
