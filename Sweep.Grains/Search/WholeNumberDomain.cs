namespace Sweep.Grains.Search;

/// <summary>
/// Whole numbers from <paramref name="From"/> to <paramref name="To"/>, both included: every <paramref name="Step"/>-th, all equally
/// probable, or every one with a probability that is uniform in the logarithm.
/// </summary>
public sealed record WholeNumberDomain(long From, long To, long Step = 1, bool IsLog = false) : DiscreteDomain
{
    // A level covers half a step on each side of its number, so that the outer numbers are as probable as the inner ones.
    private readonly double _low = Math.Log(From - 0.5);
    private readonly double _high = Math.Log(To + 0.5);

    public long From { get; } = From <= To
        ? From : throw new SherlockException($"A range from {From} to {To} has no numbers; 'from' must not be above 'to'.");

    public long To { get; } = !IsLog || From > 0
        ? To : throw new SherlockException($"A range from {From} to {To} has no logarithmic scale; both ends must be above 0.");

    public long Step { get; } = Check(From, To, Step, IsLog);

    public override long Count { get; } = CountOf(From, To, Step);

    public override object ValueOf(long level) => From + level * Step;

    public override long LevelOf(object? value) =>
        value is long number && number >= From && number <= To && (number - From) % Step == 0 ? (number - From) / Step : -1;

    public override long LevelAt(double coordinate) => IsLog
        ? Math.Clamp((long)Math.Round(Math.Exp(_low + coordinate * (_high - _low)), MidpointRounding.AwayFromZero) - From, 0, Count - 1)
        : base.LevelAt(coordinate);

    public override double CenterOf(long level) => IsLog ? Position(From + level) : base.CenterOf(level);

    public override (double Low, double High) EdgesOf(long level) => !IsLog
        ? base.EdgesOf(level)
        : (level == 0 ? 0 : Position(From + level - 0.5), level == Count - 1 ? 1 : Position(From + level + 0.5));

    private double Position(double number) => (Math.Log(number) - _low) / (_high - _low);

    private static long Check(long from, long to, long step, bool isLog) => step switch
    {
        < 1 => throw new SherlockException($"A step of {step} goes nowhere; 'step' must be at least 1."),
        > 1 when isLog => throw new SherlockException("A logarithmic scale has no step; leave out 'step' or 'scale: log'."),
        _ when ((Int128)to - from) % step != 0 => throw new SherlockException($"Steps of {step} from {from} do not reach {to}."),
        _ => step,
    };

    private static long CountOf(long from, long to, long step)
    {
        var count = ((Int128)to - from) / step + 1;
        return count <= 1L << 52 ? (long)count : throw new SherlockException($"A range from {from} to {to} has too many whole numbers.");
    }
}
