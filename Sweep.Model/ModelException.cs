namespace Sweep.Model;

/// <summary>Reports bad input or a problem of the environment; the message is one clear line.</summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);
