using System.CommandLine;
using System.Runtime.InteropServices;
using Sweep.Client.Backends;
using Sweep.Client.Claims;
using Sweep.Client.HtmlReport;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class ReportVerb : DatabaseVerb
{
    private const string Markdown = "markdown";

    private readonly Argument<string?> _sweep = Inputs.SweepOrNewest();
    private readonly Option<string> _format;

    private readonly Option<string?> _out = Inputs.NotBlank("a file, or - for standard output", new Option<string?>("--out")
    {
        Description = "The file to write, whole or not at all; by default SWEEP.html here, and for markdown standard output, which - means "
            + "too.",
        HelpName = "FILE",
    });

    private readonly Option<string?> _claims = Inputs.NotBlank("a grid file", new Option<string?>("--claims")
    {
        Description = "Judges the claims of this grid file instead of those that the sweep was submitted with.",
        HelpName = "GRID",
    });

    private readonly Option<string?> _part = new("--part")
    {
        Description = $"Only these sections, with commas between them: {string.Join(", ", ReportBuilder.Parts)}.",
        HelpName = "PART",
    };

    public ReportVerb(CommandContext context)
        : base(
            context,
            "report",
            "Writes what a sweep found as one HTML file, with its charts and without any network, or as Markdown.",
            "report layer-sizes --out layer-sizes.html")
    {
        _format = new Option<string>("--format") { Description = "html or markdown.", DefaultValueFactory = _ => "html" };
        _format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("html" or Markdown) } token, ..])
            {
                result.AddError(
                    $"--format is {Spelling.Quote(token.Value)}; allowed: html, markdown{Spelling.Hint(token.Value, ["html", Markdown])}.");
            }
        });
        Add(_sweep);
        Add(_out);
        Add(_claims);
        _part.Validators.Add(result =>
        {
            var parts = Parts(result.Tokens is [var token, ..] ? token.Value : null);
            foreach (var part in parts.Where(part => !ReportBuilder.Parts.Contains(part)))
            {
                result.AddError(
                    $"--part is {Spelling.Quote(part)}; allowed: "
                        + $"{string.Join(", ", ReportBuilder.Parts)}{Spelling.Hint(part, ReportBuilder.Parts)}.");
            }
        });
        Add(_format);
        Add(_part);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = arguments.GetValue(_sweep) is { } text ? SweepReference.ParseSweep(text) : null;
        await using var backend = Backend(arguments);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await FindAsync(reader, reference, cancellationToken);
        var grid = arguments.GetValue(_claims) is { } path
            ? await LoadGridAsync(reader, sweep, path, [], int.MaxValue, cancellationToken)
            : null;
        var origin = Origin(arguments, sweep.Folder);
        var parts = Parts(arguments.GetValue(_part));
        var claims = ReportBuilder.Wants(parts, "findings") ? (grid ?? sweep.Spec).Claims : [];
        var findings = await ClaimCheck.RunAsync(reader, sweep, claims, cancellationToken);
        var facts = await new ReportReader(reader, backend.Workbench, Context.Say)
            .ReadAsync(sweep, parts, findings, origin, cancellationToken);
        if (facts.MeasuredTrials == 0)
        {
            Context.Say($"note: no trial of {sweep.Folder} has finished with a finite {sweep.Spec.Objective.Metric}: the report says so.");
        }

        var document = ReportBuilder.Build(facts, parts);
        await WriteAsync(document, arguments.GetValue(_format) == Markdown, arguments.GetValue(_out), sweep, cancellationToken);
        return CommandLine.Done;
    }

    private async Task WriteAsync(
        ReportDocument document, bool isMarkdown, string? path, SweepSummary sweep, CancellationToken cancellationToken)
    {
        var text = isMarkdown ? MarkdownText.Render(document) : HtmlPage.Render(document);
        var file = path ?? (isMarkdown ? null : $"{sweep.Folder}.html");
        if (file is null || OutputFile.IsStandardOutput(file))
        {
            Context.PrintDocument(text);
            return;
        }

        await OutputFile.WriteAsync(file, text, cancellationToken);
        Context.Print(Path.GetFullPath(file));
    }

    private static string[] Parts(string? list) => list?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    private Origin Origin(ParseResult arguments, string reference)
    {
        var claims = arguments.GetValue(_claims) is { } grid ? $" --claims {ShellText.Quote(grid)}" : "";
        var format = arguments.GetValue(_format) == Markdown ? $" --format {Markdown}" : "";
        var part = Parts(arguments.GetValue(_part)) is { Length: > 0 } parts ? $" --part {string.Join(',', parts)}" : "";
        return new(
            Context.Time.GetUtcNow(),
            ProgramVersion.Of(typeof(ReportVerb).Assembly),
            RuntimeInformation.FrameworkDescription,
            $"{RuntimeInformation.OSDescription.Trim()}, {Context.Cores} cores",
            $"dotnet run -c Release --project Sweep.Silo -- {Repeat(arguments, $"report {reference}{claims}{format}{part}")}");
    }
}
