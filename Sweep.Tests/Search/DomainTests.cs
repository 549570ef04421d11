using Sweep.Grains;
using Sweep.Grains.Search;

namespace Sweep.Tests.Search;

public sealed class DomainTests
{
    private const int Draws = 20_000;

    [Fact]
    public void WholeNumber_OfUniformCoordinates_HasEqualProbabilities() =>
        AssertFrequencies(new WholeNumberDomain(-2, 4), Enumerable.Repeat(1.0 / 7, 7));

    [Fact]
    public void WholeNumber_WithALogarithmicScale_HasTheProbabilitiesOfItsCells() =>
        // P(k) = ln((k + ½) / (k − ½)) / ln((high + ½) / (low − ½)).
        AssertFrequencies(
            new WholeNumberDomain(1, 20, IsLog: true),
            Enumerable.Range(1, 20).Select(k => Math.Log((k + 0.5) / (k - 0.5)) / Math.Log(20.5 / 0.5)));

    [Fact]
    public void Stepped_OfUniformCoordinates_HasEqualProbabilitiesAtBothEndsToo() =>
        AssertFrequencies(new SteppedDomain(0.1m, 0.5m, 0.1m), Enumerable.Repeat(0.2, 5));

    [Fact]
    public void List_OfUniformCoordinates_HasEqualProbabilities() =>
        AssertFrequencies(new ListDomain("momentum", "adam", null), Enumerable.Repeat(1.0 / 3, 3));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Number_OfUniformCoordinates_IsUniformOnItsScale(bool isLog)
    {
        var domain = new NumberDomain(0.01, 1, isLog);
        var counts = new int[20];
        foreach (var coordinate in Coordinates())
        {
            var value = (double)domain.ValueAt(coordinate);
            var share = isLog ? Math.Log(value / 0.01) / Math.Log(100) : (value - 0.01) / 0.99;
            counts[(int)(20 * share)]++;
        }

        Assert.True(ChiSquare(counts, Enumerable.Repeat(0.05, 20)) < 43.8);  // 19 degrees of freedom, one in a thousand
    }

    [Fact]
    public void Number_AtTheEnds_StaysInTheHalfOpenRange()
    {
        var domain = new NumberDomain(0.001, 0.1, IsLog: true);

        Assert.InRange((double)domain.ValueAt(0), 0.001, 0.001 + 1e-15);
        Assert.Equal(Math.BitDecrement(0.1), domain.ValueAt(1));
    }

    [Fact]
    public void Stepped_InTenths_HasTheDecimalNumbers()
    {
        var domain = new SteppedDomain(0.1m, 0.9m, 0.1m);

        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], Values(domain).Cast<double>());
        Assert.False(domain.Contains(0.1 + 0.2));
    }

    [Fact]
    public void WholeNumber_WithAStep_HasEveryOne()
    {
        var domain = new WholeNumberDomain(64, 256, Step: 32);

        Assert.Equal([64L, 96, 128, 160, 192, 224, 256], Values(domain).Cast<long>());
        Assert.False(domain.Contains(65L));
    }

    [Fact]
    public void WholeNumber_NearTheLargestOnes_IsExact() =>
        Assert.Equal(
            [long.MaxValue - 2, long.MaxValue - 1, long.MaxValue],
            Values(new WholeNumberDomain(long.MaxValue - 2, long.MaxValue)).Cast<long>());

    public static TheoryData<Domain> Discrete() =>
    [
        new WholeNumberDomain(-3, 9), new WholeNumberDomain(3, 33, Step: 5), new WholeNumberDomain(1, 400, IsLog: true),
        new SteppedDomain(-0.3m, 0.6m, 0.15m), new ListDomain(32L, 64L, 512L), new ListDomain("relu", "tanh"), new ListDomain(true, false),
    ];

    [Theory]
    [MemberData(nameof(Discrete))]
    public void Discrete_EveryLevel_IsFoundAgainFromItsCoordinate(Domain domain)
    {
        var discrete = (DiscreteDomain)domain;
        for (var level = 0L; level < discrete.Count; level++)
        {
            Assert.Equal(discrete.ValueOf(level), domain.ValueAt(domain.CoordinateOf(discrete.ValueOf(level))));
            var (low, high) = discrete.EdgesOf(level);
            Assert.InRange(discrete.CenterOf(level), low, high);
            Assert.Equal(level == 0 ? 0 : discrete.EdgesOf(level - 1).High, low, 1e-12);
        }

        Assert.Equal(1, discrete.EdgesOf(discrete.Count - 1).High);
    }

    [Theory]
    [InlineData(0.001, 0.3, true, "0.00203791")]
    [InlineData(0, 1, false, "0.124816")]
    [InlineData(0.1, 0.9, false, "0.199853")]
    [InlineData(100, 101, false, "100.12482")]
    public void Number_ThatIsRounded_HasSixDigitsOrMoreInANarrowRange(double from, double to, bool isLog, string expected) =>
        Assert.Equal(expected, $"{new NumberDomain(from, to, isLog, IsRounded: true).ValueAt(0.1248163264)}");

    [Fact]
    public void Number_NearTheEndOfItsRange_IsNotRoundedToTheEnd()
    {
        var domain = new NumberDomain(0.1, 0.9, IsRounded: true);

        Assert.InRange((double)domain.ValueAt(1 - 1e-9), 0.8999, Math.BitDecrement(0.9));
        Assert.Equal(0.1, domain.ValueAt(1e-9));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.123456789)]
    public void Number_OfAStoredValue_HasTheCoordinateThatItHadBefore(double coordinate)
    {
        var domain = new NumberDomain(1e-4, 0.1, IsLog: true);
        var value = domain.ValueAt(coordinate);

        Assert.Equal(coordinate, domain.CoordinateOf(value), 1e-14);
        Assert.Equal(domain.CoordinateOf(value), domain.Snap(coordinate));
    }

    [Fact]
    public void List_OfNumbers_IsOrderedAndOneOfWordsIsNot()
    {
        Assert.False(new ListDomain(16L, 0.5).IsCategory);
        Assert.True(new ListDomain("adam", "momentum").IsCategory);
        Assert.True(new ListDomain(5L, null).IsCategory);
    }

    public static TheoryData<Func<Domain>, string> Faults() => new()
    {
        { () => new NumberDomain(2, 1), "A range from 2 to 1 has no numbers; 'from' must be below 'to'." },
        { () => new NumberDomain(0, 1, IsLog: true), "A range from 0 to 1 has no logarithmic scale; both ends must be above 0." },
        { () => new WholeNumberDomain(0, 8, IsLog: true), "A range from 0 to 8 has no logarithmic scale; both ends must be above 0." },
        { () => new WholeNumberDomain(64, 250, Step: 32), "Steps of 32 from 64 do not reach 250." },
        { () => new WholeNumberDomain(1, 9, Step: 2, IsLog: true), "A logarithmic scale has no step; leave out 'step' or 'scale: log'." },
        { () => new SteppedDomain(0, 1, 0.3m), "Steps of 0.3 from 0 do not reach 1." },
        { () => new ListDomain("adam", "adam"), "adam is listed twice." },
        { () => new ListDomain(), "A list without values has nothing to try." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Domain_ThatMakesNoSense_SaysWhatWouldBeRight(Func<Domain> create, string message) =>
        Assert.Equal(message, Assert.Throws<SherlockException>(create).Message);

    private static void AssertFrequencies(DiscreteDomain domain, IEnumerable<double> probabilities)
    {
        var counts = new int[domain.Count];
        foreach (var coordinate in Coordinates())
        {
            counts[domain.LevelOf(domain.ValueAt(coordinate))]++;
        }

        // A χ² beyond its mean by 3.3 standard deviations has a probability of about one in a thousand.
        var freedom = counts.Length - 1;
        Assert.True(ChiSquare(counts, probabilities) < freedom + 3.3 * Math.Sqrt(2 * freedom));
    }

    private static double ChiSquare(int[] counts, IEnumerable<double> probabilities) =>
        counts.Zip(probabilities, (count, probability) => Math.Pow(count - Draws * probability, 2) / (Draws * probability)).Sum();

    private static IEnumerable<double> Coordinates() =>
        Enumerable.Range(0, Draws).Select(number => SearchRandom.For(1, "search:x", number).NextDouble());

    private static IEnumerable<object?> Values(DiscreteDomain domain) =>
        Enumerable.Range(0, (int)domain.Count).Select(level => domain.ValueOf(level));
}
