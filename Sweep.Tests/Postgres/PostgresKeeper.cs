using System.Diagnostics;
using System.Globalization;
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
    private const string EndOfAnswer = "--- ";

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

    private readonly Process _process = new();
    private readonly SemaphoreSlim _turn = new(1);

    private PostgresKeeper(PostgresPrograms programs)
    {
        string[] command =
        [
            .. UnprivilegedUser.Prefix(), "sh", "-c", $"{PostgresScript.Functions}\n{Loop}",
            "sh", programs.Folder, Path.GetTempPath().TrimEnd('/'),
        ];
        _process.StartInfo = new("setsid", command) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (var name in _process.StartInfo.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            // PGDATA, PGPORT and their like are about another server.
            _process.StartInfo.Environment.Remove(name);
        }

        _process.StartInfo.Environment["LC_ALL"] = "C";
        _process.Start();
    }

    public string Listen => "127.0.0.1";

    public int? Port => null;

    /// <summary>The server's folder.</summary>
    public string Folder { get; private set; } = string.Empty;

    public int ProcessId => _process.Id;

    public static async Task<PostgresKeeper> StartAsync(PostgresPrograms programs)
    {
        var keeper = new PostgresKeeper(programs);
        keeper.Folder = await keeper._process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"No folder for PostgreSQL's data could be made in {Path.GetTempPath()} or /tmp.");
        return keeper;
    }

    public async Task RunAsync(string function, params string[] arguments)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(PostgresScript.Call(function, arguments));
            await _process.StandardInput.FlushAsync();
            var (code, said) = await AnswerAsync();
            if (code != 0) { throw new InvalidOperationException($"PostgreSQL, {function}: exit code {code}\n{said}"); }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.EndAsync();
        _process.Dispose();
        _turn.Dispose();
    }

    private async Task<(int Code, string Said)> AnswerAsync()
    {
        var said = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(EndOfAnswer, StringComparison.Ordinal))
            {
                return (int.Parse(line[EndOfAnswer.Length..], CultureInfo.InvariantCulture), string.Join('\n', said));
            }

            said.Add(line);
        }

        throw new InvalidOperationException($"The keeper of PostgreSQL in {Folder} ended:\n{string.Join('\n', said)}");
    }
}
