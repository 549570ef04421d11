namespace Sweep.Tests.Verbs;

/// <summary>What <c>show</c> says of the silos that trained a trial.</summary>
public sealed class ShowSiloTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public ShowSiloTests() => Some.Fill(_rig.Source);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Show_TrialWhoseFirstAttemptFailed_SaysWhyThoughTheNextSucceeded()
    {
        _rig.Source.Attempts =
        [
            new(1, 1, "ada-1", 0, Some.Noon, Some.Noon.AddSeconds(12), "Failed", "disk full", null),
            new(1, 2, "bob-2", 40, Some.Noon.AddSeconds(13), Some.Noon.AddSeconds(60), "Completed", null, null),
        ];

        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1"));

        Assert.EndsWith(
            "attempt 1 on ada-1, from step 0: failed after 12.0 s: disk full\n"
            + "attempt 2 on bob-2, from step 40: completed after 47.0 s\n",
            _rig.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_TrialThatRuns_NamesTheSiloThatTrainsIt()
    {
        _rig.Source.Attempts = [new(1, 1, "ada-1", 0, Some.Noon, null, null, null, null)];
        _rig.Source.Trials[0] = _rig.Source.Trials[0] with { Silo = "ada-1" };

        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1"));
        Assert.Matches("attempt 1 on ada-1, from step 0: runs since [-0-9]+ 12:00:00 UTC\n$", _rig.Out);
        Assert.Equal(0, await _rig.RunAsync("show", "sizes"));
        Assert.Matches("sizes/1 .* ada-1 ", _rig.Out);
    }

    [Fact]
    public async Task Show_InANarrowTerminal_SaysThatTheSilosAreNotShown()
    {
        _rig.Source.Trials[0] = _rig.Source.Trials[0] with { Silo = "baker-street-221b-11111-5f20c4" };
        _rig.Width = 80;

        Assert.Equal(0, await _rig.RunAsync("show", "sizes"));

        Assert.Matches("Not shown in 80 columns: .*silo", _rig.Out);
    }
}
