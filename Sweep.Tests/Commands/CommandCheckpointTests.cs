using System.Formats.Tar;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Commands;

/// <summary>Checkpoints of commands: folders that travel as archives.</summary>
[Trait("Category", "Slow")]
public sealed class CommandCheckpointTests : IDisposable
{
    private const string Save = """
        mkdir -p "$SHERLOCK_CHECKPOINT/at 2/ö"; echo two > "$SHERLOCK_CHECKPOINT/at 2/ö/state"; ln -s ö "$SHERLOCK_CHECKPOINT/at 2/link"
        echo '{"step": 2, "loss": 2, "checkpoint": "at 2"}' >> "$SHERLOCK_REPORT"
        """;

    private readonly CommandRig _rig = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Attempt_FromACheckpoint_FindsItsFilesAndGoesOn()
    {
        using var first = _rig.Begin(Save);
        _rig.Train(first);
        var checkpoint = CommandRig.Saved(first);

        using var second = _rig.Begin(
            """
            cat "$SHERLOCK_RESUME/link/state" && found=$(grep -c two "$SHERLOCK_RESUME/ö/state")
            echo '{"step": 3, "loss": '$found'}' >> "$SHERLOCK_REPORT"
            """,
            checkpoint);

        Assert.Equal(2, second.Step);
        Assert.Equal(["3 loss=1"], _rig.Train(second));
    }

    [Fact]
    public void Attempt_FromACheckpoint_ThatReportsItsStepAgain_Fails()
    {
        using var first = _rig.Begin(Save);
        _rig.Train(first);
        using var second = _rig.Begin("""echo '{"step": 2, "loss": 1}' >> "$SHERLOCK_REPORT" """, CommandRig.Saved(first));

        Assert.Contains(
            "found step 2, but it continues from the checkpoint of step 2",
            Assert.Throws<CommandException>(() => _rig.Train(second)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Archive_OfEqualFolders_IsEqual()
    {
        foreach (var name in new[] { "one", "two" })
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, name));
            File.WriteAllText(Path.Combine(folder.FullName, name == "one" ? "a" : "b"), name == "one" ? "a" : "b");
            File.WriteAllText(Path.Combine(folder.FullName, name == "one" ? "b" : "a"), name == "one" ? "b" : "a");
            folder.CreateSubdirectory("c");
        }

        Assert.Equal(Archive("one"), Archive("two"));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("inner/../../outside")]
    public void Archive_OfAFolderWithALinkThatLeadsOut_IsRefused(string target)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "links"));
        folder.CreateSubdirectory("inner");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "link"), target);

        Assert.Equal(
            $"The checkpoint has the link 'link' to '{target}'; allowed: links that stay in its folder",
            Assert.Throws<CommandException>(() => Archive("links")).Message);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/tmp/evil")]
    [InlineData("a/../../evil")]
    public void Archive_WithANameThatLeadsOut_IsUnusable(string name)
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name));
        }

        Assert.Throws<UnusableCheckpointException>(() => Extract(bytes.ToArray()));
    }

    [Fact]
    public void Archive_WithALinkAndAFileBehindIt_IsUnusable()
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "d"));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "l") { LinkName = "d" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "l/file"));
        }

        Assert.Throws<UnusableCheckpointException>(() => Extract(bytes.ToArray()));
    }

    [Fact]
    public void Archive_ThatIsCut_IsUnusable()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "whole"));
        File.WriteAllBytes(Path.Combine(folder.FullName, "file"), new byte[5000]);
        var whole = Archive("whole");

        for (var length = 0; length < whole.Length - 1024; length += 512)
        {
            Assert.Throws<UnusableCheckpointException>(() => Extract(whole[..length]));
        }
    }

    private byte[] Archive(string name)
    {
        var stream = new MemoryStream();
        CheckpointArchive.Write(new(Path.Combine(_folder.Path, name)), stream);
        return stream.ToArray();
    }

    private void Extract(byte[] archive) => CheckpointArchive.Extract(
        new MemoryStream(archive), Directory.CreateDirectory(Path.Combine(_folder.Path, $"out {Guid.NewGuid()}")));
}
