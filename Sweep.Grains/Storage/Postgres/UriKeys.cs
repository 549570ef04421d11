using System.Globalization;
using Npgsql;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// The keys of a database's URI, as PostgreSQL's own programs know them (PostgreSQL's manual, 34.1.2): those that the driver has too, by
/// the driver's name, and those that change nothing here. All others are refused, lest one counts on them. No message quotes a value: it
/// may be a secret.
/// </summary>
internal static class UriKeys
{
    private delegate void Setter(NpgsqlConnectionStringBuilder connection, string value);

    private static readonly Setter _nothing = (_, _) => { };

    private static readonly Dictionary<string, Setter> _all = new()
    {
        ["sslmode"] = Word("SSL Mode"),
        ["sslrootcert"] = SetRoot,
        ["sslcert"] = As("SSL Certificate"),
        ["sslkey"] = As("SSL Key"),
        ["sslpassword"] = As("SSL Password"),
        ["sslnegotiation"] = Word("SSL Negotiation"),
        ["channel_binding"] = Word("Channel Binding"),
        ["gssencmode"] = Word("GSS Encryption Mode"),
        ["krbsrvname"] = As("Kerberos Service Name"),
        ["passfile"] = As("Passfile"),
        ["password"] = As("Password"),
        ["user"] = As("Username"),
        ["host"] = As("Host"),
        ["port"] = As("Port"),
        ["dbname"] = As("Database"),
        ["connect_timeout"] = As("Timeout"),
        ["application_name"] = As("Application Name"),
        ["fallback_application_name"] = (connection, value) => connection.ApplicationName ??= value,
        ["options"] = As("Options"),
        ["client_encoding"] = OneOf("UTF8", "UTF-8", "unicode", "auto"),
        ["target_session_attrs"] = As("Target Session Attributes"),
        ["load_balance_hosts"] = OneOf(("disable", "Load Balance Hosts", false), ("random", "Load Balance Hosts", true)),
        ["keepalives"] = OneOf(("0", "TCP Keepalive", false), ("1", "TCP Keepalive", true)),
        ["keepalives_idle"] = Seconds("TCP Keepalive Time"),
        ["keepalives_interval"] = Seconds("TCP Keepalive Interval"),

        // The system's own number of them; and what .NET does at least.
        ["keepalives_count"] = _nothing,
        ["tcp_user_timeout"] = _nothing,
        ["sslcompression"] = _nothing,
        ["sslsni"] = _nothing,
        ["ssl_min_protocol_version"] = OneOf("TLSv1", "TLSv1.1", "TLSv1.2"),
        ["ssl"] = OneOf(("true", "SSL Mode", SslMode.Require)),
        ["requiressl"] = OneOf(("1", "SSL Mode", SslMode.Require)),
    };

    /// <summary>Sets what a key of the URI means.</summary>
    /// <param name="value">As it is meant, without the URI's escapes.</param>
    /// <exception cref="SherlockException">The key is not known, or has no such value.</exception>
    /// <exception cref="ArgumentException">A value that the driver does not take.</exception>
    public static void Set(NpgsqlConnectionStringBuilder connection, string name, string value)
    {
        if (!_all.TryGetValue(name, out var set))
        {
            throw new SherlockException(
                $"The database's URI has the key {Spelling.Quote(name)}; "
                + $"allowed: {string.Join(", ", _all.Keys)}{Spelling.Hint(name, _all.Keys)}");
        }

        try
        {
            set(connection, value);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new SherlockException(
                $"The database's URI has a value of {name} that is none; expected one that PostgreSQL's own programs take.");
        }
    }

    private static Setter As(string key) => (connection, value) => connection[key] = value;

    // PostgreSQL writes verify-full, the driver VerifyFull.
    private static Setter Word(string key) => (connection, value) => connection[key] = value.Replace("-", "", StringComparison.Ordinal);

    // 0 is what the system does by itself.
    private static Setter Seconds(string key) => (connection, value) =>
    {
        if (int.Parse(value, CultureInfo.InvariantCulture) is > 0 and var seconds) { connection[key] = seconds; }
    };

    private static Setter OneOf(params string[] values) => (_, value) =>
    {
        if (!values.Contains(value, StringComparer.OrdinalIgnoreCase)) { throw new ArgumentException(null); }
    };

    private static Setter OneOf(params (string Value, string Key, object Means)[] values) => (connection, value) =>
    {
        var (_, key, means) = Array.Find(values, one => one.Value.Equals(value, StringComparison.OrdinalIgnoreCase));
        connection[key ?? throw new ArgumentException(null)] = means;
    };

    /// <summary>
    /// The machine's own authorities are those that are asked if no other is named; they are worth nothing if the server's name is not
    /// compared too.
    /// </summary>
    private static void SetRoot(NpgsqlConnectionStringBuilder connection, string value)
    {
        if (value == "system") { connection.SslMode = SslMode.VerifyFull; }
        else { connection.RootCertificate = value; }
    }
}
