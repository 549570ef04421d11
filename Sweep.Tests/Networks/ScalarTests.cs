using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Sweep.Model.Training;

namespace Sweep.Tests.Networks;

/// <summary>
/// If a number becomes a scalar in passing, it may be collected while libtorch reads it, and the trial fails, once in millions of calls.
/// </summary>
public sealed class ScalarTests
{
    [Fact]
    public void Model_OfNumbersForLibtorch_ConvertsNoneInPassing()
    {
        using var file = File.OpenRead(typeof(Trainer).Assembly.Location);
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();

        var called = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind is HandleKind.TypeReference)
            .Select(member => (Type: metadata.GetTypeReference((TypeReferenceHandle)member.Parent), member.Name))
            .Select(member => $"{metadata.GetString(member.Type.Name)}.{metadata.GetString(member.Name)}")
            .Where(name => name.StartsWith("Scalar", StringComparison.Ordinal)).Distinct();

        // This method makes a scalar that is kept; a conversion in passing would be Scalar.op_Implicit.
        Assert.Equal(["ScalarExtensionMethods.ToScalar"], called);
    }
}
