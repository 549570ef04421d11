namespace Sweep.Silo.Access;

/// <summary>Lets the addresses that fail too often look up one token at a time, so that guesses cannot keep the database busy.</summary>
internal sealed class LogInTurns : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Waits for a turn.</summary>
    /// <returns>What ends the turn; null if it did not come.</returns>
    public async Task<IDisposable?> TakeAsync(CancellationToken cancellationToken) =>
        await _turn.WaitAsync(_patience, cancellationToken) ? new Turn(_turn) : null;

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
