namespace Sweep.Silo.Slots;

/// <summary>
/// Keeps threads of the pool ready for what holds them up. PostgreSQL's driver gives up a command that is not answered by asking the
/// server, on a thread of the pool, which waits for the server's answer; SQLite waits there for another program's lock. The pool begins
/// with a thread for each core and adds two per second: until then a silo would give no answers, and the others would take it for dead.
/// </summary>
internal static class PoolThreads
{
    /// <summary>More than a silo has commands on their way at a time, beside those of its slots.</summary>
    private const int Spare = 32;

    public static void Prepare()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + Spare), ports);
    }
}
