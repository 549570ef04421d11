using System.Reflection;
using Sweep.Model.Configuration;

namespace Sweep.Tests.Trainables;

public sealed class HyperparameterAdapterTests
{
    private static readonly PropertyInfo[] _options = typeof(TrainingOptions).GetProperties();

    private static readonly PropertyInfo[] _properties =
        typeof(LanguageModelParameters).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static TheoryData<string> Names => [.. _properties.Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ToOptions_OneHyperparameterChanged_ChangesTheOptionOfItsNameAlone(string name)
    {
        var changed = new LanguageModelParameters();
        var property = _properties.Single(one => one.Name == name);
        property.SetValue(changed, Another(property, property.GetValue(changed)));

        var (before, after) = (new LanguageModelParameters().ToOptions(seed: 1), changed.ToOptions(seed: 1));

        Assert.Equal(
            [name], _options.Where(option => !Equals(option.GetValue(before), option.GetValue(after))).Select(option => option.Name));
    }

    [Fact]
    public void ToOptions_NumbersAndSeed_AreTheSame()
    {
        var options = new LanguageModelParameters { RnnSize = 17, LearningRate = 0.125, ClipNorm = 2.5 }.ToOptions(seed: 9);

        Assert.Equal((17, 0.125, 2.5, 9), (options.RnnSize, options.LearningRate, options.ClipNorm, options.Seed));
    }

    [Fact]
    public void ToOptions_EveryOption_ComesFromAHyperparameterOrTheSeed() =>
        Assert.Equal(Names.Select(row => row.Data).Append("Seed").Order(), _options.Select(option => option.Name).Order());

    private static object Another(PropertyInfo property, object? value) => value switch
    {
        int number => number + 1,
        double number => number / 2,
        null => 1.5,
        _ => Words(property).First(word => word != (string)value),
    };

    private static IEnumerable<string> Words(PropertyInfo property) =>
        property.GetCustomAttributesData().SelectMany(attribute => attribute.ConstructorArguments)
            .SelectMany(argument => argument.Value as IEnumerable<CustomAttributeTypedArgument> ?? []).Select(word => (string)word.Value!);
}
