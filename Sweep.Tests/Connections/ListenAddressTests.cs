using System.Net;
using Sweep.Grains;
using Sweep.Grains.Connections;

namespace Sweep.Tests.Connections;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("::ffff:127.0.0.2")]
    [InlineData("localhost")]
    public async Task Decide_OnLoopback_NeedsNothing(string text)
    {
        var decision = await DecideAsync(text);

        Assert.False(decision.IsBeyondLoopback);
        Assert.Null(decision.Warning);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0")]
    [InlineData("*")]
    [InlineData("::")]
    [InlineData("10.0.0.7")]
    [InlineData("::ffff:10.0.0.7")]
    [InlineData("2001:db8::1")]
    public async Task Decide_BeyondLoopback_NeedsCertificatesOrTheOption(string text)
    {
        var refusal = await Assert.ThrowsAsync<SherlockException>(() => DecideAsync(text));

        Assert.Equal(
            $"--listen {text} lets other machines connect, and there are no certificates: "
                + "give them with --certs DIR ('certs init' makes them), "
                + "or say --insecure-network if the network itself is closed to strangers.",
            refusal.Message);
        Assert.Equal(2, refusal.ExitCode);
        Assert.Null((await DecideAsync(text, hasCertificates: true)).Warning);
        Assert.Null((await DecideAsync(text, hasCertificates: true, isInsecureNetwork: true)).Warning);
        Assert.Equal(
            $"--insecure-network: anyone who can reach {text} can read and steer everything here, and nothing is encrypted.",
            (await DecideAsync(text, isInsecureNetwork: true)).Warning);
    }

    [Fact]
    public void Decide_OfANameWithOneAddressBeyondLoopback_CountsAsBeyond() =>
        Assert.Throws<SherlockException>(
            () => ListenAddress.Decide("machine", [IPAddress.Loopback, IPAddress.Parse("10.0.0.7")], false, false));

    [Fact]
    public void Decide_OfANameWithBothFamilies_TakesIPv4() =>
        Assert.Equal(
            IPAddress.Loopback, ListenAddress.Decide("machine", [IPAddress.IPv6Loopback, IPAddress.Loopback], false, false).Address);

    [Theory]
    [InlineData("[10.0.0.300]")]
    [InlineData("no such.name")]
    [InlineData("")]
    public async Task Resolve_OfAnInvalidAddress_SaysWhatIsAllowed(string text)
    {
        var exception = await Assert.ThrowsAsync<SherlockException>(() => DecideAsync(text));

        Assert.StartsWith(
            $"--listen is '{text}'; allowed: an address or name of this machine", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<ListenAddress> DecideAsync(string text, bool hasCertificates = false, bool isInsecureNetwork = false) =>
        ListenAddress.Decide(
            text, await ListenAddress.ResolveAsync(text, TestContext.Current.CancellationToken), hasCertificates, isInsecureNetwork);
}
