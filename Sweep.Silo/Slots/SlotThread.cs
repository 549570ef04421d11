using System.Threading.Channels;

namespace Sweep.Silo.Slots;

/// <summary>
/// A slot's own thread: training on the thread pool would starve Orleans. It lives as long as the slot, because torch keeps caches for each thread.
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

    /// <summary>Runs <paramref name="work"/> on the thread; the task ends as the work does.</summary>
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
