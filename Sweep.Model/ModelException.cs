namespace Sweep.Model;

/// <summary>Bad input or environment; one clear line.</summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);
