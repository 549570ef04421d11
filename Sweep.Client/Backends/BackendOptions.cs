using Sweep.Grains.Clustering;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>What every backend is told.</summary>
/// <param name="DataFolder">The data folder as the user wrote it; may be relative to the current directory.</param>
/// <param name="Cluster">The cluster that the user means; null for the data folder alone.</param>
/// <param name="Say">Takes a line for the user, where something takes longer than usual.</param>
public sealed record BackendOptions(string DataFolder, ClusterAddress? Cluster = null, Action<string>? Say = null)
{
    /// <summary>The folder that is taken where none is named.</summary>
    public const string DefaultDataFolder = ".sherlock";

    /// <summary>The folder of TensorBoard files inside the data folder.</summary>
    public const string LogsFolder = "logs";

    /// <summary>The database inside the data folder.</summary>
    public string DatabasePath => Path.Combine(DataFolder, SherlockDatabase.FileName);
}

/// <summary>How a cluster is found.</summary>
/// <param name="Id">Which of the clusters that share the database.</param>
/// <param name="Certificates">The folder with the user's certificate; null where connections are not encrypted.</param>
/// <param name="Certificate">Which certificate of that folder; null for the only one.</param>
public sealed record ClusterAddress(
    DatabaseLocation Database, string Id = ClusterName.Default, string? Certificates = null, string? Certificate = null);
