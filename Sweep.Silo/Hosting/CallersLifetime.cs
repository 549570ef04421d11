namespace Sweep.Silo.Hosting;

/// <summary>
/// Lets the host inside the process live as long as its owner wants. The usual lifetime handles every Ctrl+C itself, so a second one, which
/// must end the process at once, would be lost.
/// </summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
