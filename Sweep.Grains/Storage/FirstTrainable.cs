using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>
/// The trainable that every database has: the one of the sweeps from before sweeps named theirs. The migration that adds the table
/// inserts it, so its text never changes.
/// </summary>
internal static class FirstTrainable
{
    /// <summary>The schema's JSON.</summary>
    public static string Json { get; } = Read();

    public static TrainableSchema Schema { get; } = TrainableSchemaJson.Read(Json);

    private static string Read()
    {
        using var stream = typeof(FirstTrainable).Assembly.GetManifestResourceStream("language-model-1.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
