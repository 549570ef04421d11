using Sweep.Silo.Contracts;

namespace Sweep.Silo.Commands;

/// <summary>The files through which a silo and a command talk. Each attempt has its own folder.</summary>
/// <param name="folder">An empty folder.</param>
internal sealed class AttemptFolder(DirectoryInfo folder)
{
    private readonly string _checkpoints = Path.Combine(folder.FullName, "checkpoints");

    /// <summary>The file that tells the command what to train.</summary>
    public string Trial { get; } = Path.Combine(folder.FullName, "trial.json");

    /// <summary>The file to which the command appends lines.</summary>
    public string Report { get; } = Path.Combine(folder.FullName, "report.ndjson");

    /// <summary>The folder in which the command makes a folder for each checkpoint.</summary>
    public string Checkpoints => _checkpoints;

    /// <summary>The folder with the checkpoint from which the command continues; null if it starts at the beginning.</summary>
    public string? Resume { get; private set; }

    /// <summary>Makes the files, and unpacks the checkpoint.</summary>
    /// <exception cref="UnusableCheckpointException">The checkpoint cannot be read.</exception>
    public void Prepare(CheckpointSource? checkpoint)
    {
        // Begin is called again if a checkpoint turns out to be damaged.
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            if (item is DirectoryInfo { LinkTarget: null } inner) { inner.Delete(recursive: true); }
            else { item.Delete(); }
        }

        Directory.CreateDirectory(_checkpoints);
        File.Create(Report).Dispose();
        if (checkpoint is null) { return; }
        var resume = folder.CreateSubdirectory("resume");
        using var source = checkpoint.OpenRead();
        CheckpointArchive.Extract(source, resume);
        Resume = resume.FullName;
    }

    public void WriteTrial(byte[] json) => File.WriteAllBytes(Trial, json);

    /// <summary>The folder of a checkpoint that the command has reported.</summary>
    /// <exception cref="FormatException">There is no such folder.</exception>
    public DirectoryInfo Checkpoint(string name)
    {
        var found = name is "." or ".." || name.IndexOfAny(['/', '\0']) >= 0 ? null : new DirectoryInfo(Path.Combine(_checkpoints, name));
        return found is { Exists: true, LinkTarget: null }
            ? found
            : throw new FormatException(
                $"found the checkpoint '{name}'; allowed: the name of a folder in SHERLOCK_CHECKPOINT that is complete");
    }

    /// <summary>Removes a checkpoint that a newer one has replaced.</summary>
    /// <exception cref="FormatException">The command still writes in it.</exception>
    public static void Remove(DirectoryInfo checkpoint)
    {
        try
        {
            if (Directory.Exists(checkpoint.FullName)) { checkpoint.Delete(recursive: true); }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FormatException(
                $"found the checkpoint '{checkpoint.Name}', which cannot be removed; allowed: not to touch a checkpoint that is reported",
                exception);
        }
    }
}
