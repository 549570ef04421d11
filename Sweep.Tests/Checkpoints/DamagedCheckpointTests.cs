using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Tests.Native;
using Sweep.Tests.Training;

namespace Sweep.Tests.Checkpoints;

/// <summary>If anything is wrong with a file, it is refused in one line that names it.</summary>
public sealed class DamagedCheckpointTests : IDisposable
{
    private static readonly Lazy<byte[]> _right = new(Right);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 200)]
    public Property Read_OfATruncatedFile_IsRefused() => Prop.ForAll(
        Gen.Choose(0, _right.Value.Length - 1).ToArbitrary(), length => Refused(_right.Value[..length]));

    [Property(MaxTest = 400)]
    public Property Read_OfAFlippedBit_IsRefused() => Prop.ForAll(
        Gen.Choose(0, _right.Value.Length - 1).ToArbitrary(), Gen.Choose(0, 7).ToArbitrary(), (at, bit) =>
        {
            var bytes = _right.Value.ToArray();
            bytes[at] ^= (byte)(1 << bit);

            Refused(bytes, mayBeRead: () => Differences(bytes) is "");
        });

    [Theory]
    [InlineData("")]
    [InlineData("not a checkpoint at all, but a longer text")]
    [InlineData("\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0")]
    public void Read_OfAForeignFile_IsRefused(string content) =>
        Assert.Contains("not in the safetensors format", Refused(Encoding.UTF8.GetBytes(content)), StringComparison.Ordinal);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9000000000000000000]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":"1","data_offsets":[0,4]}}""")]
    [InlineData("""{"__metadata__":{"format":7}}""")]
    public void Read_OfABrokenHeader_IsRefused(string json) =>
        Assert.Contains("not in the safetensors format", Refused(Container(json)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    public void Read_OfAnotherProgramsFile_SaysSo(string json) =>
        Assert.EndsWith("it was written by another program.", Refused([.. Container(json), 0, 0, 0, 0]), StringComparison.Ordinal);

    [Fact]
    public void Read_OfAnotherVersion_NamesBoth() => Assert.EndsWith(
        "its version is 2, this program reads 1.",
        Refused(Container("""{"__metadata__":{"format":"sherlock-checkpoint","version":"2"}}""")),
        StringComparison.Ordinal);

    [Fact]
    public void Read_OfAMissingFile_SaysSo()
    {
        var path = _folder.Name("missing.safetensors");

        var message = Assert.Throws<ModelException>(() => Checkpoint.Read(path)).Message;

        Assert.StartsWith($"The checkpoint '{path}' cannot be read: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Read_OfAFolder_SaysSo() =>
        Assert.Contains(
            "cannot be read", Assert.Throws<ModelException>(() => Checkpoint.Read(Path.GetTempPath())).Message, StringComparison.Ordinal);

    private string Refused(byte[] bytes, Func<bool>? mayBeRead = null)
    {
        var path = _folder.Add("damaged", bytes);
        var exception = Record.Exception(() => Checkpoint.Read(path));
        if (exception is null)
        {
            Assert.True(mayBeRead?.Invoke() is true, "A damaged checkpoint was read.");
            return "";
        }

        Assert.True(exception is ModelException, exception.ToString());
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        return exception.Message;
    }

    /// <summary>
    /// Returns what an independent reader finds changed: nothing if the bit turned a digit of a \u00XX escape in the header from lower
    /// into upper case.
    /// </summary>
    private string Differences(byte[] bytes)
    {
        try
        {
            var (was, now) = (
                PlainSafeTensors.Read(_folder.Add("right", _right.Value)), PlainSafeTensors.Read(_folder.Add("changed", bytes)));
            Assert.Equal(was.Metadata, now.Metadata);
            Assert.Equivalent(was.Tensors, now.Tensors, strict: true);
            return "";
        }
        catch (Exception exception)
        {
            return exception.Message;
        }
    }

    private static byte[] Container(string json)
    {
        var bytes = new byte[8 + json.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        Encoding.ASCII.GetBytes(json, bytes.AsSpan(8));
        return bytes;
    }

    private static byte[] Right()
    {
        using var folder = new TemporaryFolder();
        using var trainer = Runs.Start(Tiny.Data(), Tiny.Options);
        trainer.Advance();
        trainer.Save(folder.Name("right"));
        return File.ReadAllBytes(folder.Name("right"));
    }
}
