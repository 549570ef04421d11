namespace Sweep.Grains.Storage;

/// <summary>What was to be stored cannot be read: the fault of the disk that it lies on, not of the database.</summary>
/// <param name="message">What reading it said.</param>
/// <remarks>Without an inner exception: an <see cref="IOException"/> in there would read as a broken connection to the server.</remarks>
public sealed class UnreadableContentException(string message) : Exception(message);
