using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>Runs verbs over a data folder that they may read and not write.</summary>
/// <remarks>
/// A read-only mount holds for every user, but not every container allows mounts. Without mounts, the rights of files decide. They do not
/// hold for root, so root becomes another user; for other users the folder loses its rights to write, unless a process still writes there.
/// </remarks>
internal static class ReadOnlyFolder
{
    private const string Script =
        """
        data=$1; shift
        if [ "$1" = mounted ]; then shift; mount --bind "$data" "$data" && mount -o remount,ro,bind "$data" && exec "$@"; fi
        if unshare --map-root-user --mount sh -c 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"' sh "$data" 2>/dev/null
        then exec unshare --map-root-user --mount sh "$SCRIPT" "$data" mounted dotnet "$SILO" "$@"
        fi
        [ -n "$PREFIX" ] || [ -e "$data/sherlock.db-wal" ] || chmod -R a-w "$data"
        chmod -R a+rX "${data%/*}"
        $PREFIX dotnet "$SILO" "$@"; code=$?
        chmod -R u+w "$data"
        exit $code
        """;

    /// <summary>Starts a verb.</summary>
    /// <param name="folder">Of the test; the script is kept there.</param>
    public static SiloProcess Start(TempFolder folder, string data, params string[] args)
    {
        var script = Path.Combine(folder.Path, "read-only.sh");
        File.WriteAllText(script, Script);
        return SiloProcess.Shell(
            $"export SILO SCRIPT='{script}' PREFIX='{string.Join(' ', UnprivilegedUser.Prefix())}'; exec sh \"$SCRIPT\" \"$@\"",
            [data, .. args, "--data", data]);
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<Ended> RunAsync(TempFolder folder, string data, params string[] args)
    {
        await using var process = Start(folder, data, args);
        return await process.EndAsync();
    }
}
