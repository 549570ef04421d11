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

    /// <summary>Says what they are in SQL.</summary>
    public static void Map(
        ModelBuilder model,
        Func<IReadOnlyList<SqlExpression>, SqlExpression> ordered,
        Func<IReadOnlyList<SqlExpression>, SqlExpression> text)
    {
        model.HasDbFunction(typeof(JsonValues).GetMethod(nameof(Ordered))!).HasTranslation(ordered);
        model.HasDbFunction(typeof(JsonValues).GetMethod(nameof(Text))!).HasTranslation(text);
    }

    /// <summary>A call of a function of the database, which is NULL if an argument is.</summary>
    public static SqlFunctionExpression Call(string function, params IReadOnlyList<SqlExpression> arguments) =>
        new(function, arguments, nullable: true, arguments.Select(_ => true), typeof(string), typeMapping: null);
}
