using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

[Trait("Category", "Slow")]
public sealed class FullDiskTests : IDisposable
{
    // A disk of its own needs a mount namespace, which not every container grants; a limit on the size of files, which every one does,
    // fails the same writes.
    private const string Script =
        """
        if [ "$2" = inside ]; then
          mount -t tmpfs -o size=700k tmpfs "$1/disk"
          dotnet "$SILO" run "$1/tiny.yaml" --data "$1/disk/data" --slots 2 --set trial.epochs=2; echo "run: $?"
          mount -o remount,size=20m "$1/disk"
        else
          (trap '' XFSZ; ulimit -f 300; export DOTNET_EnableWriteXorExecute=0
           dotnet "$SILO" run "$1/tiny.yaml" --data "$1/disk/data" --slots 2 --set trial.epochs=2; echo "run: $?")
        fi
        echo "--- freed" >&2
        dotnet "$SILO" resume tiny --data "$1/disk/data" --slots 2 >"$1/resume.out"; echo "resume: $?"
        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Run_OnADiskThatFillsUp_EndsWithOneClearLineAndGoesOnOnceThereIsSpace()
    {
        TinyGrid.Write(_folder.Path);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "disk"));
        var script = Path.Combine(_folder.Path, "script.sh");
        await File.WriteAllTextAsync(script, Script, TestContext.Current.CancellationToken);

        await using var shell = SiloProcess.Shell(
            """
            export SILO
            if unshare --map-root-user --mount mount -t tmpfs tmpfs "$1/disk" 2>/dev/null
            then exec unshare --map-root-user --mount sh "$2" "$1" inside
            else exec sh "$2" "$1"
            fi
            """,
            _folder.Path,
            script);
        var ended = await shell.EndAsync();

        Assert.True(ended.Out == "run: 3\nresume: 0\n", ended.ToString());
        var before = ended.Error.Split("--- freed")[0];
        var errors = before.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Matches("disk|No space|too large", Assert.Single(errors));
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
