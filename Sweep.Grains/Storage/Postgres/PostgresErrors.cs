using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// Converts the server's errors that a user can fix to one line, and tells which of them pass by waiting. All other errors are bugs and
/// stay as they are.
/// </summary>
internal static class PostgresErrors
{
    public static SherlockException? Explain(Exception exception, string database)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            // A cancelled call has no error that a user can fix, although the server reports one.
            if (cause is OperationCanceledException) { return null; }
            if (Explain(cause) is var (text, passes))
            {
                return new($"The database {database} {text}", SherlockException.OutOfReach, exception, passes);
            }
        }

        return null;
    }

    public static bool IsConflict(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException
                {
                    SqlState: PostgresErrorCodes.UniqueViolation
                        or PostgresErrorCodes.SerializationFailure
                        or PostgresErrorCodes.DeadlockDetected
                })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a pooled connection turned out to be broken, so that a new one may work.</summary>
    public static bool IsBroken(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (IsOfAFile(cause)) { return false; }
            if (cause is IOException or EndOfStreamException or PostgresException { SqlState: "57P01" or "57P02" or "57P05" or "25P03" })
            {
                return true;
            }
        }

        return false;
    }

    private static (string Text, bool Passes)? Explain(Exception cause) => cause switch
    {
        PostgresException error => Explain(error),
        SocketException error => ($"cannot be reached ({error.Message}): is the server running, and are host and port right?", true),
        AuthenticationException error => (
            $"does not get through the TLS handshake ({FirstLine.Of(error).TrimEnd('.')}): is Root Certificate its authority's, "
            + "Host the name in its certificate, and SSL Certificate one that it takes?",
            false),
        CryptographicException error => (
            $"cannot be asked, since a certificate or key cannot be read ({FirstLine.Of(error).TrimEnd('.')}): "
            + "check Root Certificate, SSL Certificate, SSL Key and SSL Password.",
            false),
        _ when IsOfAFile(cause) => ($"cannot be asked: {FirstLine.Of(cause)} Check Root Certificate, SSL Certificate and SSL Key.", false),
        TimeoutException => ("does not answer in time: is the server overloaded, or a network between down?", true),
        NpgsqlException { InnerException: null } error => ($"cannot be used: {FirstLine.Of(error)}", error.IsTransient),
        IOException or NpgsqlException { InnerException: EndOfStreamException } => (
            "broke off the connection: was the server stopped?", true),
        _ => null,
    };

    // The message of the server, or of a pooler before it, is included, because it is more precise.
    private static (string Text, bool Passes)? Explain(PostgresException error)
    {
        var isPoolers = error.SqlState == PostgresErrorCodes.ProtocolViolation;
        var known = isPoolers ? PoolerErrors.Explain(error.MessageText) : Explain(error.SqlState);
        return known is var (text, passes)
            ? ($"{text} The server says: {FirstLine.Of(error.MessageText).TrimEnd('.')} ({error.SqlState}).", passes)
            : null;
    }

    // The error codes are in PostgreSQL's manual, appendix A.
    private static (string Text, bool Passes)? Explain(string code) => code switch
    {
        "28P01" => ("refuses the password: check Username and Password (or the password file).", false),
        "28000" => ("refuses this user: check Username, and the server's pg_hba.conf.", false),
        "3D000" => ("does not exist on that server: create it first (createdb), or correct Database.", false),
        "42501" or "3F000" => ("does not grant the rights that are needed: make the user its owner, or grant them.", false),
        "25006" => ("is read-only (a standby, or set so): name the primary server, or make it writable.", true),
        "53100" => ("cannot grow: the server's disk is full. Free some space; nothing that was stored is lost.", true),
        "53200" => ("is out of memory.", true),
        "53400" => ("has come to a limit of its own settings: its log says which; raise it.", false),
        "58030" => ("cannot read or write its files: see the server's log.", true),
        "53300" => ("has no connection left: raise max_connections, or lower 'Maximum Pool Size'.", true),
        "57P03" => ("is starting up or shutting down.", true),
        "57P01" or "57P02" or "57P05" => ("closed the connection: was the server stopped?", true),
        "55P03" or "57014" or "25P03" => ("did not get to this in time: another transaction holds what it needs.", true),
        "40001" or "40P01" => ("is contended: another transaction changed the same rows.", true),
        ['0', '8', ..] => ("lost the connection.", true),
        _ => null,
    };

    // These are the client's files, not the server's: certificates and keys. The driver requires no other files.
    private static bool IsOfAFile(Exception cause) =>
        cause is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException;
}
