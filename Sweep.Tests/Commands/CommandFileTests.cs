using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Commands;

/// <summary>Declarations of commands, in a silo's own file.</summary>
public sealed class CommandFileTests : IDisposable
{
    private const string Least = """
        digits:
          command: [sh, train.sh]
          metrics: { loss: minimize }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Declaration_WithTheLeast_HasDefaults()
    {
        var (schema, command) = Assert.Single(CommandFile.Load(Write(Least)));

        Assert.Equal("digits", schema.Name);
        Assert.Matches("^[0-9a-f]{12}$", schema.Version);
        Assert.Equal(ResourceDefinition.Steps, schema.Resource);
        Assert.Equal(new(["sh", "train.sh"], _folder.Path), command);
        Assert.Equal((TimeSpan.FromSeconds(30), 1 << 20), (command.Limits.Grace, command.Limits.Log));
    }

    [Fact]
    public void Declaration_WithEverything_IsRead()
    {
        var (schema, command) = Assert.Single(CommandFile.Load(Write(Least + """

              version: "2"
              folder: my scripts
              arguments: true
              hyperparameters: { rate: { type: float, above: 0 }, epochs: { type: int, default: 3 } }
              resource: { name: epoch, total: epochs }
              limits: { memory: 8GiB, attempt: 2h, silence: 10min, log: 64KiB, grace: 5s }
              environment: { pass: [CUDA_VISIBLE_DEVICES], set: { THREADS: 2 } }
            """)));

        Assert.Equal("2", schema.Version);
        Assert.Equal("epochs", schema.Resource.Hyperparameter);
        Assert.Equal(Path.Combine(_folder.Path, "my scripts"), command.Folder);
        Assert.True(command.PassesArguments);
        Assert.Equal(
            new()
            {
                Memory = 8L << 30,
                Attempt = TimeSpan.FromHours(2),
                Silence = TimeSpan.FromMinutes(10),
                Log = 64 << 10,
                Grace = TimeSpan.FromSeconds(5),
            },
            command.Limits);
        Assert.Equal(["CUDA_VISIBLE_DEVICES"], command.Pass);
        Assert.Equal("2", command.Set["THREADS"]);
    }

    [Theory]
    [InlineData("command: python3 train.py", "2:12: trainable.command: found 'python3 train.py'; allowed: a list of words")]
    [InlineData("command: []", "2:12: trainable.command: found an empty list; allowed: a list of words")]
    [InlineData("comand: [a]", "2:3: trainable: found the key 'comand'; allowed: name, version, command")]
    [InlineData("metrics: { step: minimize }", "2:14: metrics: found 'step', which means something else in reports")]
    [InlineData("limits: { memory: 8GB }", "2:21: trainable.limits.memory: found '8GB'; allowed: a size, such as 512MiB or 8GiB")]
    [InlineData("limits: { attempt: 0s }", "2:22: trainable.limits.attempt: found '0s'; allowed: a time, such as 90s, 10min or 2h")]
    [InlineData("limits: { log: 1GiB }", "2:18: trainable.limits.log: found '1GiB'; allowed: a size up to 64MiB, such as 1MiB")]
    [InlineData("environment: { pass: [SHERLOCK_DATABASE] }", "2:25: trainable.environment.pass: found 'SHERLOCK_DATABASE'")]
    [InlineData("hyperparameters: { rate: { type: real } }", "2:36: hyperparameters.rate.type: found 'real'; allowed: int, float")]
    public void Declaration_ThatIsWrong_IsRefusedWithItsPlace(string line, string error) => Assert.Contains(
        $"commands.yaml:{error}",
        Assert.Throws<SherlockException>(() => CommandFile.Load(Write($"digits:\n  {line}\n"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Version_OfADeclarationWithoutOne_ChangesWithTheSchemaAlone()
    {
        string Version(string text) => CommandFile.Load(Write(text))[0].Schema.Version;

        Assert.Equal(Version(Least), Version(Least.Replace("train.sh", "other.sh", StringComparison.Ordinal)));
        Assert.NotEqual(Version(Least), Version(Least.Replace("minimize", "maximize", StringComparison.Ordinal)));
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder.Path, "commands.yaml");
        File.WriteAllText(path, text + '\n');
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
