namespace Sweep.Grains.Sweeps;

/// <summary>Names one wish of a person, so that a call which is repeated after a lost answer is carried out once.</summary>
/// <param name="Id">Made by the client, one for each command.</param>
/// <param name="Trial">The trial's number; null where the whole sweep is meant.</param>
[GenerateSerializer, Immutable, Alias("sweep.steering-request")]
public sealed record SteeringRequest([property: Id(0)] Guid Id, [property: Id(1)] int? Trial = null)
{
    /// <summary>A wish that was not made before.</summary>
    public static SteeringRequest New(int? trial = null) => new(Guid.NewGuid(), trial);
}
