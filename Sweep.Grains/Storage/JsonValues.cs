using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Sweep.Grains.Storage;

/// <summary>Reads values of a JSON column inside a query, in which each database has functions of its own.</summary>
internal static class JsonValues
{
    /// <summary>A value as the database orders it: numbers as numbers.</summary>
    /// <param name="key">The value's name as <see cref="Dialect.JsonKey"/> writes it.</param>
    public static string? Ordered(string json, string key) => throw new InvalidOperationException($"{key} of {json} is read in a query.");

    /// <summary>A value as text.</summary>
    /// <inheritdoc cref="Ordered" path="/param"/>
    public static string? Text(string json, string key) => throw new InvalidOperationException($"{key} of {json} is read in a query.");

    /// <summary>Says which functions of the database these are.</summary>
    public static void Map(ModelBuilder model, string ordered, string text)
    {
        MapOne(model, nameof(Ordered), ordered);
        MapOne(model, nameof(Text), text);
    }

    private static void MapOne(ModelBuilder model, string method, string function) =>
        model.HasDbFunction(typeof(JsonValues).GetMethod(method)!).HasTranslation(arguments => new SqlFunctionExpression(
            function, arguments, nullable: true, argumentsPropagateNullability: [true, true], typeof(string), typeMapping: null));
}
