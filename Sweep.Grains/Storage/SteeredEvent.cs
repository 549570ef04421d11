namespace Sweep.Grains.Storage;

/// <summary>Something that a person or a program did to a sweep or a trial.</summary>
/// <param name="Trial">Null if it was done to the whole sweep.</param>
/// <param name="What">Such as <c>Paused</c>.</param>
/// <param name="By">The name of a token, or of the user of a command line.</param>
public sealed record SteeredEvent(DateTimeOffset Time, int? Trial, string What, string By);
