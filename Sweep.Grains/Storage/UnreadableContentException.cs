namespace Sweep.Grains.Storage;

/// <summary>The content to be stored cannot be read. The disk that has it is at fault, not the database.</summary>
/// <param name="message">The message of the reading error.</param>
/// <remarks>
/// It has no inner exception, because an <see cref="IOException"/> in it would count as a broken connection to the server.
/// </remarks>
public sealed class UnreadableContentException(string message) : Exception(message);
