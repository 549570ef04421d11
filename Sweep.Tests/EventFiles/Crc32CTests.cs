using System.Text;
using FsCheck.Xunit;
using Sweep.Silo.EventFiles;

namespace Sweep.Tests.EventFiles;

public sealed class Crc32CTests
{
    [Fact]
    public void Compute_OfTheCheckString_IsThePublishedValue() => Assert.Equal(0xE3069283u, Crc32C.Compute("123456789"u8));

    // RFC 3720, appendix B.4.
    [Fact]
    public void Compute_OfTheVectorsOfIscsi_IsThePublishedValue()
    {
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Compute([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Compute([.. Enumerable.Range(0, 32).Select(value => (byte)value)]));
    }

    // 0xE3069283: its upper 17 bits 0x1C60D below, its lower 15 bits 0x1283 above, is 0x2507C60D; plus 0xA282EAD8.
    [Fact]
    public void Masked_OfTheCheckString_IsRotatedAndShifted() => Assert.Equal(0xC78AB0E5u, Crc32C.Masked("123456789"u8));

    [Property]
    public void Compute_OfAnything_AgreesWithTheDefinition(string? text)
    {
        var data = Encoding.UTF8.GetBytes(text ?? "");
        Assert.Equal(EventFileReader.Crc(data), Crc32C.Compute(data));
    }
}
