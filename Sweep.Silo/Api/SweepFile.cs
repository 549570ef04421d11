using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sweep.Client.Json;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Api;

/// <summary>Reads the sweep file of a request. A bad one is a 422 with the line and the column of each error.</summary>
internal static partial class SweepFile
{
    private const string Name = "sweep.yaml";

    /// <param name="name">The sweep's name instead of the file's; null for the file's.</param>
    /// <exception cref="ApiException">The file is wrong.</exception>
    public static SweepSpec Read(string text, string? name, IReadOnlyList<TrainableSchema> schemas)
    {
        try
        {
            var spec = GridFile.Parse(text, Name, schemas, string.IsNullOrEmpty(name) ? [] : [$"{GridKeys.Name}={name}"]);
            return spec.Command is null ? spec : throw new SherlockException(
                "trainable: found a command; allowed in a cluster: the name of a trainable. A silo runs the commands of its own file "
                + "alone.")
            {
                Key = GridKeys.Trainable,
            };
        }
        catch (SherlockException exception)
        {
            throw Problem(exception);
        }
    }

    /// <summary>The problem for an error about a sweep file.</summary>
    public static ApiException Problem(SherlockException exception) =>
        new(StatusCodes.Status422UnprocessableEntity, "Bad sweep file", exception.Message)
        {
            More = new() { ["errors"] = JsonText.Array(exception.Message.Split('\n').Select(Error)) },
        };

    private static JsonObject Error(string line) => Placed().Match(line) is { Success: true } match
        ? new()
        {
            ["line"] = int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture),
            ["column"] = int.Parse(match.Groups["column"].ValueSpan, CultureInfo.InvariantCulture),
            ["message"] = match.Groups["message"].Value,
        }
        : new() { ["line"] = null, ["column"] = null, ["message"] = line };

    [GeneratedRegex(@"^sweep\.yaml:(?<line>\d+):(?<column>\d+): (?<message>.*)$", RegexOptions.Singleline)]
    private static partial Regex Placed();
}
