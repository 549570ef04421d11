using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>An interrupted sweep whose files are not as they were: nothing is trained, nothing is lost, and it can be put right.</summary>
[Trait("Category", "Slow")]
public sealed class DamagedSweepTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Corpus => Path.Combine(_folder.Path, "text.txt");

    private string Checkpoint =>
        Directory.GetFiles(Path.Combine(Data, "checkpoints", "tiny", "trial-0001")).Order(StringComparer.Ordinal).Last();

    [Fact]
    public async Task Resume_WithATruncatedOrForeignCheckpoint_NamesItAndGoesOnOnceItIsGone()
    {
        var whole = await File.ReadAllBytesAsync(Checkpoint, TestContext.Current.CancellationToken);
        foreach (var content in new[] { whole[..^100], whole[..20], [], "Dear Watson"u8.ToArray(), Foreign() })
        {
            await File.WriteAllBytesAsync(Checkpoint, content, TestContext.Current.CancellationToken);

            var ended = await ResumeAsync();

            Assert.Equal(2, ended.ExitCode);
            Assert.Contains(Checkpoint, ended.OneLine, StringComparison.Ordinal);
            Assert.Contains("Delete the file", ended.OneLine, StringComparison.Ordinal);
        }

        File.Delete(Checkpoint);
        await FinishAsync();
    }

    [Fact]
    public async Task Resume_WithATextThatIsGoneOrChanged_SaysSoAndGoesOnOnceItIsBack()
    {
        var text = await File.ReadAllTextAsync(Corpus, TestContext.Current.CancellationToken);
        File.Delete(Corpus);
        var gone = await ResumeAsync();
        await File.WriteAllTextAsync(Corpus, text.Replace(" the ", " a ", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var changed = await ResumeAsync();

        Assert.Equal((2, 2), (gone.ExitCode, changed.ExitCode));
        Assert.Contains($"'{Corpus}' is not there", gone.OneLine, StringComparison.Ordinal);
        Assert.Contains($"'{Corpus}' is not the text any more", changed.OneLine, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Corpus, text, TestContext.Current.CancellationToken);
        await FinishAsync();
    }

    public async ValueTask InitializeAsync()
    {
        using (var sample = typeof(Model.Corpora.Corpus).Assembly.GetManifestResourceStream(
            typeof(Model.Corpora.Corpus).Assembly.GetManifestResourceNames()
                .Single(name => name.EndsWith("sample.txt", StringComparison.Ordinal)))!)
        {
            await using var file = File.Create(Corpus);
            await sample.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        await using var process = SiloProcess.StartResting(
            "run", TinyGrid.Write(_folder.Path), "--data", Data, "--slots", "1", "--set", "trial.epochs=12", "--set", $"corpus={Corpus}");
        await process.LineAsync("tiny/1 epoch ");
        Assert.Equal(130, (await process.SignalAndEndAsync("INT")).ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A sound file of the format that another program wrote: no tensors, only its own note.</summary>
    private static byte[] Foreign()
    {
        var header = """{"__metadata__":{"format":"pt"}}"""u8.ToArray();
        return [.. BitConverter.GetBytes((long)header.Length), .. header];
    }

    private Task<Ended> ResumeAsync() => SiloProcess.RunAsync("resume", "tiny", "--data", Data);

    private async Task FinishAsync()
    {
        var ended = await ResumeAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        var sweep = (await EmbeddedProgram.JsonAsync("list", "--json", "--data", Data))[0]!;
        Assert.Equal(("Completed", 2), ((string)sweep["status"]!, (int)sweep["counts"]!["Completed"]!));
    }
}
