using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Sweep.Model.Training;

namespace Sweep.Tests.Networks;

/// <summary>A number that becomes a scalar in passing may be collected while libtorch reads it: the trial fails, once in millions of calls.</summary>
public sealed class ScalarTests
{
    [Fact]
    public void Model_OfNumbersForLibtorch_ConvertsNoneInPassing()
    {
        using var file = File.OpenRead(typeof(Trainer).Assembly.Location);
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();

        var called = metadata.MemberReferences.Select(metadata.GetMemberReference).Where(member => member.Parent.Kind is HandleKind.TypeReference)
            .Select(member => $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}.{metadata.GetString(member.Name)}")
            .Where(name => name.StartsWith("Scalar", StringComparison.Ordinal)).Distinct();

        // What makes one to be held; a conversion would be Scalar.op_Implicit.
        Assert.Equal(["ScalarExtensionMethods.ToScalar"], called);
    }
}
