using Sweep.Grains;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Backends;

public sealed class DatabaseRetryTests : IDisposable
{
    private readonly ClientRig _rig = new();
    private readonly SherlockException _away = new("The server restarts.", SherlockException.OutOfReach, passes: true);

    public DatabaseRetryTests()
    {
        _rig.Backend.HasCluster = true;
        Some.Fill(_rig.Source);
    }

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("pause", "sizes")]
    [InlineData("resume", "sizes/1")]
    [InlineData("retry", "sizes")]
    [InlineData("extend", "sizes", "g.yaml")]
    [InlineData("submit", "g.yaml")]
    public async Task SteeringVerb_DatabaseAwayForTwentySeconds_IsCarriedOutAllTheSame(params string[] args)
    {
        _rig.Source.OnFind = _ => throw _away;
        var running = _rig.RunAsync(args);
        await _rig.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(running.IsCompleted);
        _rig.Source.OnFind = _ => { };
        await _rig.WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(0, await running);
        Assert.StartsWith(
            "The server restarts. Trying again for up to 30 s.\nThe database answers again.\n", _rig.Error, StringComparison.Ordinal);
        Assert.Single(_rig.Backend.Steered.Sweeps);
    }

    [Fact]
    public async Task SteeringVerb_DatabaseAwayForTooLong_EndsWithItsErrorAfterHalfAMinute()
    {
        _rig.Backend.OnOpen = () => throw _away;
        var began = _rig.Time.GetUtcNow();
        var running = _rig.RunAsync("cancel", "sizes");
        while (!running.IsCompleted && _rig.Time.GetUtcNow() - began < TimeSpan.FromMinutes(2))
        {
            await _rig.WaitAsync(TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal(3, await running);
        Assert.InRange(_rig.Time.GetUtcNow() - began, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(36));
        Assert.Equal("The server restarts. Trying again for up to 30 s.\nerror: The server restarts.\n", _rig.Error);
    }

    [Fact]
    public async Task SteeringVerb_WrongPassword_EndsAtOnce()
    {
        _rig.Backend.OnOpen = () => throw new SherlockException("The password is wrong.", SherlockException.OutOfReach);

        Assert.Equal(3, await _rig.RunAsync("pause", "sizes"));
        Assert.Equal("error: The password is wrong.\n", _rig.Error);
    }
}
