using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Client.Verbs;

namespace Sweep.Tests.Verbs;

public sealed class StrictNumberTests : IDisposable
{
    private static readonly Type[] _numeric =
        [typeof(int), typeof(int?), typeof(double), typeof(double?), typeof(long), typeof(long?), typeof(float), typeof(decimal)];

    private readonly ClientRig _rig = new();

    public static TheoryData<string, string> NumericOptions()
    {
        var context = new CommandContext
        {
            Page = new Spectre.Console.Testing.TestConsole(),
            Screen = new Spectre.Console.Testing.TestConsole(),
            IsTerminal = false,
            CanAsk = false,
            Time = TimeProvider.System,
            Backend = _ => throw new InvalidOperationException("No verb runs."),
        };
        return [.. Options(VerbTree.Create(context), "").Select(found => (found.Verb, found.Option.Name))];
    }

    [Theory]
    [MemberData(nameof(NumericOptions))]
    public async Task EveryNumericOption_WithSomethingElseThanPlainDigits_IsRefusedByName(string verb, string option)
    {
        foreach (var wrong in new[] { "0,8", "1,000", "1 000", " 8", "0x8", "1e", "٣", "NaN", "many" })
        {
            using var rig = new ClientRig();
            Assert.Equal(2, await rig.RunAsync([.. verb.Split(' '), option, wrong]));
            Assert.Contains($"{option} is '{wrong}'; allowed: a ", rig.Error, StringComparison.Ordinal);
            Assert.Empty(rig.Out);
        }
    }

    [Theory]
    [InlineData("0.8", 0.8)]
    [InlineData("1e-1", 0.1)]
    [InlineData("2", 2)]
    [InlineData("+1.5", 1.5)]
    public async Task Temperature_AsADecimalNumber_IsThatNumber(string written, double temperature)
    {
        Some.Fill(_rig.Source);

        Assert.Equal(0, await _rig.RunAsync("generate", "sizes/1", "--temperature", written));
        Assert.Equal(temperature, _rig.Backend.Generation?.Temperature);
    }

    public void Dispose() => _rig.Dispose();

    private static IEnumerable<(string Verb, Option Option)> Options(Command command, string path) => command.Options
        .Where(option => _numeric.Contains(option.ValueType))
        .Select(option => (path, option))
        .Concat(command.Subcommands.SelectMany(below => Options(below, $"{path} {below.Name}".Trim())));
}
