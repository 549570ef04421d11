using System.Runtime.InteropServices;
using Npgsql;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>What the user left open about a connection, so that no broken or hung one is waited for without end, on either side.</summary>
internal static class ConnectionDefaults
{
    private const string SignOfLife = "TCP Keepalive";
    private const string FirstAfter = "TCP Keepalive Time";
    private const string ThenEach = "TCP Keepalive Interval";

    // The driver asks for encryption by Kerberos first. Without this library it cannot have it, and the runtime then writes an error of two
    // lines to standard error. An image with few packages lacks the library.
    private static readonly bool _hasKerberos = !OperatingSystem.IsLinux() || NativeLibrary.TryLoad("libgssapi_krb5.so.2", out _);

    /// <param name="connection">The user's; changed.</param>
    public static NpgsqlConnectionStringBuilder Complete(NpgsqlConnectionStringBuilder connection) => Complete(connection, _hasKerberos);

    internal static NpgsqlConnectionStringBuilder Complete(NpgsqlConnectionStringBuilder connection, bool hasKerberos)
    {
        if (!hasKerberos) { SetDefault(connection, "GSS Encryption Mode", "Disable"); }
        SetDefault(connection, "Application Name", PostgresSessions.Program);
        SetDefault(connection, "Timeout", 5);
        SetDefault(connection, "Command Timeout", 10);
        SetDefault(connection, "Include Error Detail", false);
        SetSignsOfLife(connection);

        // Sessions begin with settings of ours, which the driver would take back.
        connection.NoResetOnClose = true;

        // The driver asks it of several hosts alone. A silo looks whether its server can be written.
        if (!connection.Host!.Contains(',', StringComparison.Ordinal)) { connection.Remove("Target Session Attributes"); }
        return connection;
    }

    /// <summary>
    /// The system asks for a sign of life after 5 s of silence, then each second until nine questions were not answered. The driver can ask
    /// too, but holds up a thread for each connection while the server does not answer, and with these threads the answers to the other
    /// silos' probes.
    /// </summary>
    private static void SetSignsOfLife(NpgsqlConnectionStringBuilder connection)
    {
        SetDefault(connection, SignOfLife, true);
        if (connection.TcpKeepAlive)
        {
            SetDefault(connection, FirstAfter, 5);
            SetDefault(connection, ThenEach, 1);
            return;
        }

        // Either of them would turn it on again.
        connection.Remove(FirstAfter);
        connection.Remove(ThenEach);
    }

    private static void SetDefault(NpgsqlConnectionStringBuilder connection, string key, object value)
    {
        if (!connection.ContainsKey(key) || !connection.ShouldSerialize(key)) { connection[key] = value; }
    }
}
