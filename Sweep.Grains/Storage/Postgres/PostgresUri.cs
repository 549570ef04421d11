using Npgsql;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// Reads <c>postgresql://user:password@host:port/database?key=value</c> as libpq's programs do. No message quotes a value, because it may
/// be a secret.
/// </summary>
internal static class PostgresUri
{
    private static readonly string[] _schemes = ["postgresql://", "postgres://"];

    private const string LateAt =
        "The database's URI has an '@' behind a '/' or '?'; expected postgresql://user@host/database, "
        + "with what a name or password has of these letters as %40, %2F and %3F.";

    public static bool IsOne(string text) => _schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="SherlockException">A key is unknown, or an '@' is in a wrong place.</exception>
    /// <exception cref="ArgumentException">The driver does not accept a value.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (address, query) = Split(rest, rest.IndexOf('?'));
        var (authority, database) = Split(address, address.IndexOf('/'));

        // Most likely everything before it is a password with a character that ends it too early. No part of it may be taken for a name and
        // be quoted.
        if (rest[authority.Length..].Contains('@')) { throw new SherlockException(LateAt); }
        var at = authority.LastIndexOf('@');
        var result = new NpgsqlConnectionStringBuilder();
        if (at >= 0) { SetUser(result, authority[..at]); }
        SetHost(result, authority[(at + 1)..]);
        if (database.Length > 0) { result.Database = Uri.UnescapeDataString(database); }
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Split(pair, pair.IndexOf('='));
            UriKeys.Set(result, name, Uri.UnescapeDataString(value));
        }

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
        // Several hosts have their ports beside them, which the driver understands too.
        var colon = text.LastIndexOf(':');
        if (text.Contains(',') || colon < 0 || text.EndsWith(']'))
        {
            if (text.Length > 0) { result.Host = Uri.UnescapeDataString(text.Trim('[', ']')); }
            return;
        }

        result["Port"] = text[(colon + 1)..];
        if (colon > 0) { result.Host = Uri.UnescapeDataString(text[..colon].Trim('[', ']')); }
    }
}
