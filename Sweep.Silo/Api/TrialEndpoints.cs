using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>The trials of a sweep as a table: selected, ordered and paged by the database.</summary>
internal static class TrialEndpoints
{
    private static readonly string[] _sorts = [.. Enum.GetNames<TrialSort>().Where(name => name != nameof(TrialSort.Hyperparameter))
        .Select(name => name.ToLowerInvariant())];

    public static void MapTrials(this IEndpointRouteBuilder api) =>
        api.MapGet("/sweeps/{id}/trials", ListAsync).WithSummary("The trials of a sweep, in pages, as JSON or as CSV.");

    private static async Task<Answer> ListAsync(
        HttpContext context, string id, string? status, string? sort, bool? descending, string? filter, string? after, int? limit,
        string? columns, ApiSource source, SweepFinder finder, SweepWatches watches, CancellationToken cancellationToken)
    {
        if (TrialTable.IsWanted(context.Request))
        {
            var sweep = await finder.SweepAsync(id, cancellationToken);
            return Answer.Text(await TrialTable.ReadAsync(source.Reader, sweep, cancellationToken), "text/csv");
        }

        return await watches.AnswerAsync(
            context, id,
            token => PageAsync(id, status, sort, descending, filter, after, limit, columns, source, finder, token));
    }

    private static async Task<Answer> PageAsync(
        string id, string? status, string? sort, bool? descending, string? filter, string? after, int? limit, string? columns,
        ApiSource source, SweepFinder finder, CancellationToken cancellationToken)
    {
        var sweep = await finder.SweepAsync(id, cancellationToken);
        var query = Read(sweep, status, sort, descending ?? false, filter) with
        {
            Goal = sweep.Spec.Objective.Goal,
            After = Query.Place(after),
            Most = Query.Limit(limit, 100, 1000),
        };
        var page = await source.Reader.TrialPageAsync(sweep.Id, query, cancellationToken);
        var shown = Query.List(columns);
        return Answer.Of(new JsonObject
        {
            ["trials"] = JsonText.Array(page.Trials.Select(trial => Chosen(Json(sweep, trial), shown))),
            ["next"] = Query.Text(page.Next),
            ["total"] = page.Total,
        });
    }

    /// <summary>A trial as all answers have it.</summary>
    public static JsonObject Json(SweepSummary sweep, TrialSummary trial)
    {
        var json = TrialJson.Whole(sweep, trial);
        json["number"] = trial.Id.Number;
        json["latest"] = new JsonObject(trial.Latest.Select(pair => KeyValuePair.Create(pair.Key, JsonText.Number(pair.Value))));
        return json;
    }

    private static TrialQuery Read(SweepSummary sweep, string? status, string? sort, bool isDescending, string? filter)
    {
        var names = sweep.Spec.Schema.Names;
        var known = sort is null or "" || _sorts.Contains(sort);
        if (!known && !names.Contains(sort!)) { throw Query.Unknown("sort", sort!, [.. _sorts, .. names]); }
        return new(
            [.. Query.List(status).Select(word => Query.Word<TrialStatus>("status", word))],
            sort is null or "" ? TrialSort.Number : known ? Query.Word<TrialSort>("sort", sort) : TrialSort.Hyperparameter,
            known ? null : sort,
            isDescending,
            [.. (filter ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Term(sweep, word))],
            null,
            0);
    }

    /// <summary><c>optimizer=adam</c> asks for one value; another word is looked for in all that varies.</summary>
    private static TrialTerm Term(SweepSummary sweep, string word)
    {
        if (word.Split('=', 2) is not [{ Length: > 0 } name, var value]) { return new([.. sweep.Spec.Varied], word, IsWhole: false); }
        return sweep.Spec.Schema.Names.Contains(name)
            ? new([name], value, IsWhole: true)
            : throw ApiException.BadRequest(
                $"filter: {Spelling.Quote(name)} is no hyperparameter{Spelling.Hint(name, sweep.Spec.Schema.Names)}.");
    }

    private static JsonObject Chosen(JsonObject trial, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0) { return trial; }
        var others = trial.Select(pair => pair.Key)
            .Where(name => name is not ("trial" or "number" or "status") && !columns.Contains(name));
        foreach (var name in others.ToList()) { trial.Remove(name); }

        return trial;
    }
}
