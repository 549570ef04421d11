namespace Sweep.Grains.Sweeps;

/// <summary>Identifies one request of a user, so that it is carried out once even if the call is repeated after a lost answer.</summary>
/// <param name="Id">Created by the client, one for each command.</param>
/// <param name="Trial">The trial's number; null if the user means the whole sweep.</param>
/// <param name="By">Who asks: the name of a token, or of the user of a command line. Events name it. Default: not known.</param>
[GenerateSerializer, Immutable, Alias("sweep.steering-request")]
public sealed record SteeringRequest(
    [property: Id(0)] Guid Id, [property: Id(1)] int? Trial = null, [property: Id(2)] string? By = null)
{
    /// <summary>Creates a new request of this process's user.</summary>
    public static SteeringRequest New(int? trial = null) => new(Guid.NewGuid(), trial, Environment.UserName);
}
