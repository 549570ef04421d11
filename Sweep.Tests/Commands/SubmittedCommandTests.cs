using Sweep.Grains.Grids;
using Sweep.Tests.Grids;
using Sweep.Tests.Storage;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Commands;

/// <summary>A sweep that declares a command cannot be submitted to a cluster.</summary>
public sealed class SubmittedCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClientRig _rig = new();

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Submit_OfACommand_IsRefusedWithItsPlaceAndNothingIsSubmitted()
    {
        var grid = Path.Combine(_folder.Path, "digits.yaml");
        File.WriteAllText(grid, "name: digits\ntrainable:\n  command: [sh, train.sh]\n  metrics: { loss: minimize }\n");
        _rig.Backend.HasCluster = true;
        _rig.Grid = GridFile.Load(grid, LanguageGrid.Schemas, [], 10);

        Assert.Equal(2, await _rig.RunAsync("submit", grid));

        Assert.Equal(
            $"error: {grid}:3:3: trainable: found a command; allowed in a cluster: the name of a trainable. "
            + "A silo runs the commands of its own file alone: serve --trainables FILE.\n",
            _rig.Error);
        Assert.Empty(_rig.Out);
        Assert.Empty(_rig.Backend.Steered.Sweeps);
    }
}
