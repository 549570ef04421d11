namespace Sweep.Tests.Postgres;

/// <summary>
/// Where a private server's programs run and its data lie. The server and all its files go with the host, however the test run ends.
/// </summary>
internal interface IPostgresHost : IAsyncDisposable
{
    /// <summary>The addresses that the server is to listen on so that this machine, and no other, reaches it.</summary>
    string Listen { get; }

    /// <summary>The host by which this machine reaches it, as in a connection string: an address, or the folder of a socket.</summary>
    string Address { get; }

    /// <summary>The one port that the server can have; null where it may be any.</summary>
    int? Port { get; }

    /// <summary>Runs one of <see cref="PostgresScript"/>'s functions to its end. What fails throws with what it said.</summary>
    Task RunAsync(string function, params string[] arguments);
}
