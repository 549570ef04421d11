using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>
/// Converts times for SQLite, which has no type for them, to UTC text of fixed length, <c>2026-01-31T09:30:00.000000Z</c>. It sorts as the
/// times do, SQLite's date functions read it, and it has microseconds, as PostgreSQL's timestamptz does.
/// </summary>
internal sealed class SqliteTime() : ValueConverter<DateTimeOffset, string>(time => ToText(time), text => FromText(text))
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    private static DateTimeOffset FromText(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
