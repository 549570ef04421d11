using FsCheck.Xunit;
using Sweep.Model.Native;

namespace Sweep.Tests.Native;

public sealed class ElfVersionsTests
{
    [Fact]
    public void WeakVersion_OnARequiredVersion_SetsItsFlagAndNothingElse()
    {
        var before = TinyLibrary.Create();
        var elf = TinyLibrary.Create();

        Assert.True(ElfVersions.WeakVersion(elf, TinyLibrary.Version));

        Assert.Equal([TinyLibrary.FlagsOffset], Differences(before, elf));
        Assert.Equal(2, elf[TinyLibrary.FlagsOffset]);
    }

    [Fact]
    public void WeakVersion_OnOtherFlags_KeepsThem()
    {
        var elf = TinyLibrary.Create(flags: 1);

        Assert.True(ElfVersions.WeakVersion(elf, TinyLibrary.Version));

        Assert.Equal(3, elf[TinyLibrary.FlagsOffset]);
    }

    [Fact]
    public void WeakVersion_ASecondTime_ChangesNothing()
    {
        var elf = TinyLibrary.Create();
        ElfVersions.WeakVersion(elf, TinyLibrary.Version);
        var once = elf.ToArray();

        Assert.False(ElfVersions.WeakVersion(elf, TinyLibrary.Version));

        Assert.Equal(once, elf);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.33")]
    [InlineData("GLIBCXX_3.4.3")]
    [InlineData("LIBCXX_3.4.32")]
    public void WeakVersion_OfAVersionNotRequired_ChangesNothing(string version)
    {
        var elf = TinyLibrary.Create();

        Assert.False(ElfVersions.WeakVersion(elf, version));

        Assert.Equal(TinyLibrary.Create(), elf);
    }

    [Theory]
    [InlineData(0, 'M')] // no ELF file
    [InlineData(4, '\u0001')] // 32 bits
    [InlineData(5, '\u0002')] // big-endian
    [InlineData(0x3a, '\u0028')] // section headers of another size
    [InlineData(0x2f, '\u00ff')] // section headers beyond the end of the address space
    public void WeakVersion_OnAnotherFormat_IsAnError(int offset, char value)
    {
        var elf = TinyLibrary.Create();
        elf[offset] = (byte)value;

        Assert.Throws<InvalidDataException>(() => ElfVersions.WeakVersion(elf, TinyLibrary.Version));
    }

    [Fact]
    public void WeakVersion_CutOffAnywhere_IsAnError()
    {
        var whole = TinyLibrary.Create();

        for (var length = 0; length < whole.Length; length++)
        {
            var part = whole[..length];
            Assert.Throws<InvalidDataException>(() => ElfVersions.WeakVersion(part, TinyLibrary.Version));
        }
    }

    [Property(MaxTest = 2000)]
    public void WeakVersion_WithDamagedBytes_AnswersOrReportsTheDamage((ushort Offset, byte Value)[] damage)
    {
        var elf = TinyLibrary.Create();
        foreach (var (offset, value) in damage)
        {
            elf[offset % elf.Length] = value;
        }

        var error = Record.Exception(() => ElfVersions.WeakVersion(elf, TinyLibrary.Version));

        Assert.True(error is null or InvalidDataException, error?.ToString());
    }

    [Fact]
    public void WeakVersion_OnTorchSharpsLibrary_ChangesOneByteOnce()
    {
        var before = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, LibTorch.LibraryName));
        var elf = before.ToArray();

        Assert.True(ElfVersions.WeakVersion(elf, LibTorch.NeedlessVersion));

        var changed = Assert.Single(Differences(before, elf));
        Assert.Equal((0, 2), (before[changed], elf[changed]));
        Assert.False(ElfVersions.WeakVersion(elf, LibTorch.NeedlessVersion));
    }

    private static int[] Differences(byte[] before, byte[] after) =>
        [.. Enumerable.Range(0, before.Length).Where(index => before[index] != after[index])];
}
