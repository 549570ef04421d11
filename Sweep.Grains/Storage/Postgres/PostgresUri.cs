using Npgsql;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>Reads <c>postgresql://user:password@host:port/database?key=value</c>, as libpq's programs take it. No message quotes a value: it may be a secret.</summary>
internal static class PostgresUri
{
    private static readonly string[] _schemes = ["postgresql://", "postgres://"];

    // Libpq's words, PostgreSQL's manual 34.1.2, for those that the driver has too.
    private static readonly Dictionary<string, string> _keys = new()
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["passfile"] = "Passfile",
        ["password"] = "Password",
        ["user"] = "Username",
        ["host"] = "Host",
        ["port"] = "Port",
        ["dbname"] = "Database",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["options"] = "Options",
        ["target_session_attrs"] = "Target Session Attributes",
    };

    private const string LateAt =
        "The database's URI has an '@' behind a '/' or '?'; expected postgresql://user@host/database, with what a name or password has of these letters as %40, %2F and %3F.";

    public static bool IsOne(string text) => _schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="SherlockException">A key that is not known, or an '@' where none can be.</exception>
    /// <exception cref="ArgumentException">A value that the driver does not take.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (address, query) = Split(rest, rest.IndexOf('?'));
        var (authority, database) = Split(address, address.IndexOf('/'));

        // Most likely all before it is a password with a letter that ends it too early: nothing of it may be taken for a name, and named.
        if (rest[authority.Length..].Contains('@')) { throw new SherlockException(LateAt); }
        var at = authority.LastIndexOf('@');
        var result = new NpgsqlConnectionStringBuilder();
        if (at >= 0) { SetUser(result, authority[..at]); }
        SetHost(result, authority[(at + 1)..]);
        if (database.Length > 0) { result.Database = Uri.UnescapeDataString(database); }
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries)) { Set(result, pair); }
        return result;
    }

    private static (string Before, string After) Split(string text, int at) => at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);

    private static void SetUser(NpgsqlConnectionStringBuilder result, string text)
    {
        var (user, password) = Split(text, text.IndexOf(':'));
        if (user.Length > 0) { result.Username = Uri.UnescapeDataString(user); }
        if (password.Length > 0) { result.Password = Uri.UnescapeDataString(password); }
    }

    private static void SetHost(NpgsqlConnectionStringBuilder result, string text)
    {
        // Several hosts keep their ports beside them, which the driver understands too.
        var colon = text.LastIndexOf(':');
        if (text.Contains(',') || colon < 0 || text.EndsWith(']'))
        {
            if (text.Length > 0) { result.Host = Uri.UnescapeDataString(text.Trim('[', ']')); }
            return;
        }

        result["Port"] = text[(colon + 1)..];
        if (colon > 0) { result.Host = Uri.UnescapeDataString(text[..colon].Trim('[', ']')); }
    }

    private static void Set(NpgsqlConnectionStringBuilder result, string pair)
    {
        var (name, value) = Split(pair, pair.IndexOf('='));
        if (!_keys.TryGetValue(name, out var key))
        {
            throw new SherlockException(
                $"The database's URI has the key {Spelling.Quote(name)}; allowed: {string.Join(", ", _keys.Keys)}{Spelling.Hint(name, _keys.Keys)}");
        }

        // Libpq writes verify-full where the driver writes VerifyFull.
        result[key] = name is "sslmode" or "target_session_attrs" ? value.Replace("-", "", StringComparison.Ordinal) : Uri.UnescapeDataString(value);
    }
}
