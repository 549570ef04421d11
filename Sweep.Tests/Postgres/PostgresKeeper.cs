using System.Diagnostics;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Postgres;

/// <summary>This machine as a server's host: a shell, in a session of its own, that does as it is told on standard input.</summary>
/// <remarks>
/// When its input ends it stops the server, removes the folder and ends. A pipe ends with the process that holds it, so nothing is left
/// behind by a test run that is killed either. If the keeper was killed too, or the machine lost power, the next one cleans up: a folder
/// whose lock is free has no keeper any more.
/// </remarks>
internal sealed class PostgresKeeper : IPostgresHost
{
    /// <summary>
    /// $1 is the programs' folder, $2 the one for temporary files. A folder without a lock may be one that is just being made, so only old
    /// ones are looked at.
    /// </summary>
    private const string Loop =
        """
        umask 077
        PROGRAMS="$1"
        put_away() {
          server="$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)"
          if [ -n "$server" ] && [ "$(readlink "/proc/$server/cwd")" = "$1/data" ]; then
            "$PROGRAMS/pg_ctl" stop --pgdata="$1/data" --wait --timeout=30 --mode=immediate
          fi
          rm -rf "$1"
        }
        find "$2" -maxdepth 1 -user "$(id -u)" -name 'sherlock-postgres-*' -mmin +1 2>/dev/null | while read -r old; do
          (flock --nonblock 9 && put_away "$old" 9>&-) 9>"$old/lock" >/dev/null 2>&1
        done
        FOLDER="$(mktemp -d "$2/sherlock-postgres-XXXXXXXX" 2>/dev/null || mktemp -d /tmp/sherlock-postgres-XXXXXXXX)" || exit
        exec 9>"$FOLDER/lock"
        flock 9
        trap 'put_away "$FOLDER" >/dev/null 2>&1 9>&-' EXIT
        trap 'exit 1' HUP INT TERM
        echo "$FOLDER"
        while read -r line; do
          eval "$line" >"$FOLDER/said" 2>&1 </dev/null 9>&-
          code=$?
          cat "$FOLDER/said"
          echo "--- $code"
        done
        """;

    private readonly ToldShell _shell;
    private readonly bool _isElsewhere;

    private PostgresKeeper(PostgresPrograms programs, IReadOnlyList<string> within)
    {
        _isElsewhere = within.Count > 0;
        string[] command =
        [
            .. within, .. UnprivilegedUser.Prefix(), "sh", "-c", $"{PostgresScript.Functions}\n{Loop}",
            "sh", programs.Folder, Path.GetTempPath().TrimEnd('/'),
        ];
        var start = new ProcessStartInfo("setsid", command);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            // PGDATA, PGPORT and their like are about another server.
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        _shell = new("The keeper of PostgreSQL", start);
    }

    public string Listen => _isElsewhere ? "*" : "127.0.0.1";

    public string Address => _isElsewhere ? Folder : "127.0.0.1";

    public int? Port => null;

    /// <summary>The server's folder.</summary>
    public string Folder { get; private set; } = string.Empty;

    public int ProcessId => _shell.ProcessId;

    public static Task<PostgresKeeper> StartAsync(PostgresPrograms programs) => StartAsync(programs, []);

    /// <summary>A keeper in another place, such as a network of its own: the server needs a socket in <see cref="Folder"/>.</summary>
    /// <param name="within">The command that runs another one in that place.</param>
    public static async Task<PostgresKeeper> StartAsync(PostgresPrograms programs, IReadOnlyList<string> within)
    {
        var keeper = new PostgresKeeper(programs, within);
        keeper.Folder = await keeper._shell.FirstLineAsync()
            ?? throw new InvalidOperationException($"No folder for PostgreSQL's data could be made in {Path.GetTempPath()} or /tmp.");
        return keeper;
    }

    public Task RunAsync(string function, params string[] arguments) => _shell.RunAsync(function, arguments);

    public ValueTask DisposeAsync() => _shell.DisposeAsync();
}
