namespace Sweep.Grains.Search;

/// <summary>
/// Numbers at equal steps from <paramref name="From"/> to <paramref name="To"/>, both included and all equally probable. They are counted
/// in decimals, so that 0.1 + 2 · 0.1 is 0.3.
/// </summary>
public sealed record SteppedDomain(decimal From, decimal To, decimal Step) : DiscreteDomain
{
    public decimal From { get; } = From <= To
        ? From : throw new SherlockException($"A range from {From} to {To} has no numbers; 'from' must not be above 'to'.");

    public decimal Step { get; } = Step > 0 && (To - From) % Step == 0
        ? Step : throw new SherlockException($"Steps of {Step} from {From} do not reach {To}.");

    public override long Count { get; } = (To - From) / Step < 1L << 52
        ? (long)((To - From) / Step) + 1 : throw new SherlockException($"A range from {From} to {To} has too many steps of {Step}.");

    public override object ValueOf(long level) => (double)(From + level * Step);

    public override long LevelOf(object? value)
    {
        if (value is not double number || number < (double)From || number > (double)To)
        {
            return -1;
        }

        var level = Math.Clamp((long)Math.Round((number - (double)From) / (double)Step), 0, Count - 1);
        return (double)ValueOf(level) == number ? level : -1;
    }
}
