using System.Threading.Channels;

namespace Sweep.Silo.Slots;

/// <summary>
/// The thread of one slot. Training on the thread pool would starve Orleans. The thread lives as long as the slot, because torch keeps
/// caches per thread.
/// </summary>
internal sealed class SlotThread : IDisposable
{
    private readonly Channel<Action> _work = Channel.CreateUnbounded<Action>();
    private readonly Thread _thread;

    public SlotThread(int slot)
    {
        _thread = new(Run) { IsBackground = true, Name = $"slot {slot}" };
        _thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> on the thread. The task ends as the work does.</summary>
    public Task RunAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Writer.TryWrite(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }

    public void Dispose() => _work.Writer.TryComplete();

    private void Run()
    {
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_work.Reader.TryRead(out var action))
            {
                action();
            }
        }
    }
}
