using System.Text.Json.Serialization;

namespace Sweep.Grains.Search.Stopping;

/// <summary>Why a trial is held, goes on or ends early, as data that is stored with the decision.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(HoldReason), "rung")]
[JsonDerivedType(typeof(PromotionReason), "asha")]
[JsonDerivedType(typeof(RankReason), "rank")]
[JsonDerivedType(typeof(MedianReason), "median")]
[JsonDerivedType(typeof(RestReason), "rest")]
public abstract record StopReason;

/// <summary>It has reached the rung until which it may train.</summary>
/// <param name="Standing">How it stands among the trials that have reached the rung.</param>
/// <param name="Guard">What the guard says of the rungs.</param>
/// <param name="Foretold">The value that the sampler takes for its last, to be minimized.</param>
/// <param name="Deviation">How sure that is: a standard deviation.</param>
public sealed record HoldReason(RungStanding Standing, GuardVerdict Guard, double Foretold, double Deviation) : StopReason;

/// <summary>It is the best of the highest rung at which one may go on.</summary>
/// <param name="To">The rung until which it trains now.</param>
public sealed record PromotionReason(RungStanding Standing, int To, GuardVerdict Guard) : StopReason;

/// <summary>
/// It was judged at a rung while it trained: it goes on if it is among the best, if ranks at the rung are not trusted, or if its bracket
/// starts at a later one.
/// </summary>
/// <param name="First">The first rung at which the trial can end.</param>
public sealed record RankReason(RungStanding Standing, int First, GuardVerdict Guard) : StopReason;

/// <summary>Its best value is worse than the median of the others' running means.</summary>
/// <param name="Level">The level of the resource at which they were compared.</param>
/// <param name="Best">Its best value so far, to be minimized.</param>
/// <param name="Ended">The number of the others.</param>
public sealed record MedianReason(long Level, double Best, double Median, int Ended) : StopReason;

/// <summary>Nothing runs, and nothing may go on any more.</summary>
/// <param name="Held">The number of trials that were held.</param>
public sealed record RestReason(int Held) : StopReason;
