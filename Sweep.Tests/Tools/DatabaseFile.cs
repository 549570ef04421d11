using Microsoft.Data.Sqlite;
using Sweep.Grains.Storage;

namespace Sweep.Tests.Tools;

/// <summary>The database of a data folder, as other programs read it while a silo writes.</summary>
internal static class DatabaseFile
{
    /// <summary>The first column of a query, as text; nothing if the program has not made its tables yet.</summary>
    public static List<string> Query(string data, string sql)
    {
        var rows = new List<string>();
        var file = Path.Combine(data, SherlockDatabase.FileName);
        if (!File.Exists(file)) { return rows; }
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read()) { rows.Add(reader.GetString(0)); }
        }
        catch (SqliteException)
        {
            rows.Clear();
        }

        return rows;
    }
}
