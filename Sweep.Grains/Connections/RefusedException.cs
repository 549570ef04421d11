namespace Sweep.Grains.Connections;

/// <summary>Thrown when a connection does not open; the message says why, as the end of a sentence.</summary>
internal sealed class RefusedException(string why, Exception? innerException = null) : Exception(why, innerException);
