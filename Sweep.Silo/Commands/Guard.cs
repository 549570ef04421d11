using Sweep.Grains;

namespace Sweep.Silo.Commands;

/// <summary>
/// The shell script between a silo and a command. It gives the command a session of its own, and kills all its processes when the silo
/// dies, however it dies.
/// </summary>
/// <remarks>
/// A shell starts in a millisecond, is on every Linux machine, and needs nothing but a pipe. The silo holds the other end of the pipe: each
/// line is the name of a signal for the command's process group, and its end means SIGKILL. The kernel closes the pipe when the silo dies.
/// (The kernel can also signal the children of a process that dies, but it means the thread that started them, and threads of a pool may
/// end at any time.)
/// <para>
/// A grandchild that opens a session of its own leaves the group. It keeps the environment that it inherited, so the attempt's mark, a
/// variable that no other process has, finds it. <see cref="MarkedProcesses"/> does that in the silo, which then writes the line
/// <see cref="End"/>. A watcher reads the pipe until this line, also after the guard has ended. If the pipe ends without it, the silo is
/// dead, or wants the command to be killed: then the watcher finds the processes.
/// </para>
/// </remarks>
internal static class Guard
{
    private static readonly string[] _folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/bin", "/bin"];

    /// <summary>
    /// The program of the guard. It takes the mark, as NAME=VALUE, and then the command. Its own programs are paths, because the command
    /// may have another <c>PATH</c>.
    /// </summary>
    /// <exception cref="SherlockException">This machine lacks one of its programs.</exception>
    public static IReadOnlyList<string> Program =>
        [Find("setsid"), Find("sh"), "-c", Script, "sherlock-guard", Find("setsid"), Find("grep")];

    /// <summary>What comes before a command that has some variables which the guard must not have; empty if it has none.</summary>
    public static IReadOnlyList<string> With(IReadOnlyList<KeyValuePair<string, string>> variables) =>
        variables.Count == 0 ? [] : [Find("env"), .. variables.Select(variable => $"{variable.Key}={variable.Value}")];

    /// <summary>The line that says that no process of the command is left.</summary>
    public const string End = "END";

    private const string Script = """
        setsid=$1 grep=$2 mark=$3
        shift 3
        exec 3<&0 </dev/null
        trap : HUP INT QUIT TERM
        (trap - HUP INT QUIT TERM; export "$mark"; exec "$setsid" "$@") 3<&- &
        program=$!
        exec >/dev/null 2>&1
        signal() { kill -s 0 $$ || return; until kill -s "$1" -- -$program; do kill -s 0 $program || return; done; }
        marked() { "$grep" -lzxsF -e "$mark" /proc/[0-9]*/environ; }
        end() {
          signal KILL
          while marked | (left=1; while IFS=/ read -r _ _ id _; do kill -s KILL $id && left=0; done; exit $left); do :; done
        }
        (while read -r name; do [ $name != END ] || exit; signal $name; done; end) <&3 3<&- &
        exec 3<&-
        code=0
        wait $program || code=$?
        while kill -s 0 $program; do wait $program; code=$?; done
        signal KILL
        exit $code
        """;

    private static string Find(string program) =>
        _folders.Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, program)).FirstOrDefault(FileTypes.CanExecute)
        ?? throw new SherlockException($"Commands need the program '{program}', which is not on PATH.", SherlockException.OutOfReach);
}
