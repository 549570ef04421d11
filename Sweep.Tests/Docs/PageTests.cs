using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Spectre.Console.Testing;
using Sweep.Client.Terminal;
using Sweep.Client.Verbs;
using Sweep.Grains;
using Sweep.Model.Training;
using Sweep.Silo.Serving;
using Sweep.Silo.Slots;
using Sweep.Silo.Workbench;
using Sweep.Tests.Deploy;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Docs;

/// <summary>The pages of the documentation say what the program has.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void Hyperparameters_AreAllOnTheirPageWithTheirDefaults()
    {
        var rows = Row.Matches(Text("docs/hyperparameters.md")).Select(row => (row.Groups[1].Value, row.Groups[2].Value));

        var usual = LanguageModelParameters.Schema.Defaults;
        var known = usual.Names.Select(name => (name, usual.Text(name)));
        Assert.Equal(known.Order(), rows.Order());
    }

    [Fact]
    public void Verbs_AreAllOnThePageOfTheCommandLine()
    {
        var page = Text("docs/command-line.md");

        Assert.All(Verbs(), verb => Assert.Contains($"`{verb}", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Architecture_NamesTypesThatExist()
    {
        Assembly[] assemblies =
        [
            typeof(Trainer).Assembly, typeof(SherlockException).Assembly, typeof(Verb).Assembly,
            typeof(SlotService).Assembly, typeof(PageTests).Assembly,
        ];
        var types = assemblies.SelectMany(assembly => assembly.GetTypes()).Select(type => type.Name).ToHashSet();
        var named = TypeName.Matches(Text("docs/architecture.md")).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(
            named,
            name => Assert.True(types.Contains(name), $"docs/architecture.md names the type {name}, which is in none of the projects."));
    }

    [Fact]
    public void Links_OfAllPages_LeadToFilesThatExist()
    {
        var broken =
            from page in Pages()
            let text = CodeBlock.Replace(File.ReadAllText(page), "")
            from link in Link.Matches(text).Select(match => match.Groups[1].Value)
            let target = link.Split('#')[0]
            where target.Length > 0 && !link.Contains(':', StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
            select $"{Path.GetRelativePath(Repository.Folder, page)}: {link}";

        Assert.Empty(broken);
    }

    // A row of a table that begins with one name in code letters.
    [GeneratedRegex(@"^\| `([a-z_]+)` \| ([^ |]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    // A name with a capital in code letters, perhaps with a member behind it.
    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]+)(?:\.[A-Z]\w+)?`")]
    private static partial Regex TypeName { get; }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock { get; }

    private static string Text(string page) => File.ReadAllText(Path.Combine(Repository.Folder, page));

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Repository.Folder, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Folder, "docs"), "*.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Folder, "docs", "adr"), "*.md"))
            .Append(DeployFiles.At("README.md"));

    private static IEnumerable<string> Verbs()
    {
        var context = new CommandContext
        {
            Page = new TestConsole(),
            Screen = new TestConsole(),
            IsTerminal = false,
            CanAsk = false,
            Time = TimeProvider.System,
            Backend = _ => throw new InvalidOperationException("No verb runs."),
        };
        return Leaves(VerbTree.Create(context, new ServeVerb(new()), new TrainablesVerb(new())), "");
    }

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(below => Leaves(below, $"{path} {below.Name}".Trim()));
}
