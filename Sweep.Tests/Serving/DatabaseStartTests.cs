using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Silo.Serving;

namespace Sweep.Tests.Serving;

public sealed class DatabaseStartTests
{
    private readonly List<string> _said = [];

    [Fact]
    public async Task Open_OfADatabaseWhoseTroubleDoesNotPass_EndsAtOnceAndSaysNothingElse()
    {
        var tries = 0;

        var error = await Assert.ThrowsAsync<SherlockException>(() => OpenAsync(() => Fail(++tries, passes: false)));

        Assert.Equal((1, "Gone."), (tries, error.Message));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task Open_OfADatabaseThatStaysAway_TriesForAMinuteWithOneLine()
    {
        var tries = 0;

        // Pauses of 0.5, 1, 2, 4 and then 5 s: 7.5 s and ten times 5 are 57.5, and one more would be beyond 60.
        var error = await Assert.ThrowsAsync<SherlockException>(() => OpenAsync(() => Fail(++tries, passes: true)));

        Assert.Equal("Gone. It was tried for 60 s.", error.Message);
        Assert.Equal(15, tries);
        Assert.Equal(["warning: Gone. Trying again for 60 s."], _said);
    }

    [Theory]
    [InlineData(3600, "3600 s behind")]
    [InlineData(-6, "6 s ahead of")]
    [InlineData(4, null)]
    public void ClockLine_OfADifference_SaysItWhereItMatters(int seconds, string? says)
    {
        var line = DatabaseStart.ClockLine(TimeSpan.FromSeconds(seconds));

        Assert.True(says is null ? line is null : line!.Contains(says, StringComparison.Ordinal), line);
    }

    private Task<SherlockDatabase> OpenAsync(Func<SherlockDatabase> open) =>
        new DatabaseStart(new JumpingTime(), _said.Add).OpenAsync(_ => Task.FromResult(open()), TestContext.Current.CancellationToken);

    private static SherlockDatabase Fail(int tries, bool passes) =>
        throw new SherlockException("Gone.", SherlockException.OutOfReach, passes: tries > 0 && passes);
}
