namespace Sweep.Model;

/// <summary>Reports bad input or a problem of the environment; the message is one clear line.</summary>
public class ModelException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Reports a corpus that is missing, unreadable or not a text; the message is one clear line.</summary>
public sealed class CorpusException(string message, Exception? inner = null) : ModelException(message, inner);
