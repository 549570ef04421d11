using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>What every backend is told.</summary>
/// <param name="DataFolder">The data folder as the user wrote it; may be relative to the current directory.</param>
public sealed record BackendOptions(string DataFolder)
{
    /// <summary>The folder that is taken where none is named.</summary>
    public const string DefaultDataFolder = ".sherlock";

    /// <summary>The folder of TensorBoard files inside the data folder.</summary>
    public const string LogsFolder = "logs";

    /// <summary>The database inside the data folder.</summary>
    public string DatabasePath => Path.Combine(DataFolder, SherlockDatabase.FileName);
}
