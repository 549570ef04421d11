using System.Diagnostics;

namespace Sweep.Silo.Workbench;

/// <summary>Counts the database commands of this process that EF Core sends, until it is disposed.</summary>
internal sealed class CommandCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Source = "Microsoft.EntityFrameworkCore";
    private const string Executed = "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted";

    private readonly List<IDisposable> _subscriptions = [];
    private long _count;

    public CommandCount() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public long Count => Interlocked.Read(ref _count);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Source) { _subscriptions.Add(value.Subscribe(this, name => name == Executed)); }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Executed) { Interlocked.Increment(ref _count); }
    }

    public void OnCompleted()
    {
        // A listener that ends counts no more.
    }

    public void OnError(Exception error)
    {
        // Listeners report none.
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}
