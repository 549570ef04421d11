using System.Diagnostics;
using Npgsql;

namespace Sweep.Tests.Postgres;

/// <summary>A disk that a test fills and frees, with one database of a server on it.</summary>
/// <remarks>
/// It is a file system in memory, where the tests may mount one and the server runs on this machine. Elsewhere triggers answer as a server
/// does whose disk is full: to the programs under test it is the same, but for rows that still find room in pages that exist.
/// </remarks>
internal sealed class SmallDisk : IAsyncDisposable
{
    // A new database takes 8 MB; the log and all else of the server lie elsewhere, as on a server whose data have a disk of their own.
    private const string Keeper =
        """
        mount -t tmpfs -o size=64m,mode=1777 tmpfs "$1" 2>/dev/null || { echo refused; exit; }
        echo mounted
        read -r _
        umount --lazy "$1"
        """;

    private const string Triggers =
        """
        CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION 'could not extend file "base/1/1": No space left on device' USING ERRCODE = '53100';
        END $$;
        CREATE TRIGGER disk_is_full BEFORE INSERT ON metrics EXECUTE FUNCTION disk_is_full();
        CREATE TRIGGER disk_is_full BEFORE INSERT ON trials EXECUTE FUNCTION disk_is_full();
        CREATE TRIGGER disk_is_full BEFORE INSERT ON checkpoint_parts EXECUTE FUNCTION disk_is_full();
        """;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"sherlock-disk-{Guid.NewGuid():n}");
    private readonly string _database;
    private readonly Process _keeper;

    private SmallDisk(string database)
    {
        _database = database;
        Directory.CreateDirectory(_folder);

        // Its input ends with the tests, however they do.
        _keeper = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Keeper, "sh", _folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Whether it is a file system; else a pretence.</summary>
    public bool IsReal { get; private set; }

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Moves a database without connections to a disk of its own.</summary>
    /// <param name="database">The owner's connection string.</param>
    public static async Task<SmallDisk> CreateAsync(OwnPostgres server, string database)
    {
        var disk = new SmallDisk(database);
        disk.IsReal = await disk._keeper.StandardOutput.ReadLineAsync() == "mounted" && await disk.TryMoveAsync(server);
        return disk;
    }

    /// <summary>Leaves no room.</summary>
    public Task FillAsync() =>
        IsReal ? ShellAsync("cat /dev/zero >\"$1\" 2>/dev/null; [ -s \"$1\" ]", Ballast) : Sql.RunAsync(_database, Triggers);

    /// <summary>Makes room again.</summary>
    public async Task FreeAsync()
    {
        if (IsReal) { File.Delete(Ballast); }
        else { await Sql.RunAsync(_database, "DROP FUNCTION disk_is_full() CASCADE"); }
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> TryMoveAsync(OwnPostgres server)
    {
        try
        {
            // The server's own user must own the place.
            var place = Path.Combine(_folder, "tablespace");
            await Sql.RunAsync(server.Superuser, $"COPY (SELECT 1) TO PROGRAM 'mkdir \"{place}\" && cat >/dev/null'");
            await Sql.RunAsync(server.Superuser, $"CREATE TABLESPACE small LOCATION '{place}'");
            await Sql.RunAsync(
                server.Superuser, $"ALTER DATABASE \"{new NpgsqlConnectionStringBuilder(_database).Database}\" SET TABLESPACE small");
            return true;
        }
        catch (PostgresException)
        {
            // A server in a container sees other folders.
            return false;
        }
    }

    private static async Task ShellAsync(string script, string argument)
    {
        using var shell = Process.Start("sh", ["-c", script, "sh", argument]);
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }
}
