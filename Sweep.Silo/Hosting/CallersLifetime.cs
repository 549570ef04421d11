namespace Sweep.Silo.Hosting;

/// <summary>
/// The host inside the process lives as long as its owner says. The usual lifetime takes Ctrl+C for itself, every one of them: a second one, which must end the
/// process at once, would be lost.
/// </summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
