namespace Sweep.Tests.Postgres;

/// <summary>What can be done to a server, as functions of a POSIX shell: <c>$PROGRAMS</c> and <c>$FOLDER</c> say where.</summary>
internal static class PostgresScript
{
    /// <summary>
    /// <c>init PASSWORD SETTING…</c>, <c>start PORT</c>, <c>stop MODE</c>, <c>crash</c>, <c>freeze</c> and <c>thaw</c>, each of which
    /// returns when it is done.
    /// </summary>
    /// <remarks>
    /// A crash is that of the machine: the server and its backends get no chance to act. The lock file goes too, since the zombie of a
    /// killed server would count as alive if no process reaps it, as in many containers.
    /// </remarks>
    public const string Functions =
        """
        init() {
          printf '%s\n' "$1" >"$FOLDER/password" || return
          shift
          "$PROGRAMS/initdb" --pgdata="$FOLDER/data" --username=postgres --pwfile="$FOLDER/password" \
            --auth=scram-sha-256 --encoding=UTF8 --no-locale --no-sync || return
          rm "$FOLDER/password"
          echo 'host all all all scram-sha-256' >>"$FOLDER/data/pg_hba.conf"
          printf '%s\n' "unix_socket_directories = ''" "$@" >>"$FOLDER/data/postgresql.conf"
        }
        start() {
          : >"$FOLDER/log"
          "$PROGRAMS/pg_ctl" start --pgdata="$FOLDER/data" --log="$FOLDER/log" --wait --timeout=60 --options="-p $1" && return
          cat "$FOLDER/log"
          return 1
        }
        stop() { "$PROGRAMS/pg_ctl" stop --pgdata="$FOLDER/data" --wait --timeout=60 --mode="$1"; }
        find_processes() {
          server="$(head -n 1 "$FOLDER/data/postmaster.pid")" || return
          backends="$(grep -l "^PPid:[[:space:]]*$server\$" /proc/[0-9]*/status 2>/dev/null | cut -d / -f 3)"
        }
        freeze() {
          find_processes && kill -STOP "$server" && find_processes || return
          kill -STOP $backends 2>/dev/null
          return 0
        }
        thaw() {
          find_processes || return
          kill -CONT $backends 2>/dev/null
          kill -CONT "$server"
        }
        crash() {
          find_processes && kill -KILL "$server" || return
          kill -KILL $backends 2>/dev/null
          for one in $server $backends; do
            while [ -e "/proc/$one/exe" ]; do sleep 0.01; done
          done
          rm "$FOLDER/data/postmaster.pid"
        }
        """;
}
