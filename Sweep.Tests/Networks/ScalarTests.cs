using System.Reflection;
using Sweep.Model.Training;
using TorchSharp;

namespace Sweep.Tests.Networks;

/// <summary>
/// If a number becomes a scalar in passing, it may be collected while libtorch reads it, and the trial fails, once in millions of calls.
/// Many functions of TorchSharp make one inside, such as <c>square()</c>.
/// </summary>
public sealed class ScalarTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly _model = typeof(Trainer).Assembly;
    private static readonly Assembly _torchSharp = typeof(torch).Assembly;

    [Fact]
    public void Model_OfNumbersForLibtorch_ConvertsNoneInPassing() => Assert.Empty(
        from method in Methods(_model)
        from called in CalledMethods.Of(method)
        where WayToAScalar(called, []) is not null
        select $"{method.DeclaringType!.Name}.{method.Name} calls {WayToAScalar(called, [])}");

    [Theory]
    [InlineData("square", "square, op_Implicit")]
    [InlineData("neg", null)]
    public void WayToAScalar_OfATensorsFunction_GoesThroughTheFunctionsThatItCalls(string name, string? way) =>
        Assert.Equal(way, WayToAScalar(typeof(torch.Tensor).GetMethod(name, [])!, []));

    /// <summary>
    /// The functions of TorchSharp that call one another down to the making of a temporary scalar; null if a call makes none.
    /// </summary>
    private static string? WayToAScalar(MethodBase method, HashSet<MethodBase> seen)
    {
        if (method.DeclaringType == typeof(Scalar) && method.Name == "op_Implicit") { return method.Name; }
        if (method.Module.Assembly != _torchSharp || !seen.Add(method)) { return null; }
        var rest = CalledMethods.Of(method).Select(called => WayToAScalar(called, seen)).FirstOrDefault(way => way is not null);
        return rest is null ? null : $"{method.Name}, {rest}";
    }

    private static IEnumerable<MethodBase> Methods(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)));
}
