using System.Net;
using Sweep.Grains;
using Sweep.Silo.Serving;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Serving;

public sealed class PortGuardTests
{
    private readonly ServePorts _ports = new(FreePort.Next(), 0, 0);

    [Fact]
    public void Hold_OfAPortThatAnotherSiloHas_SaysWhichAndIsFreeAgainAtItsEnd()
    {
        using (PortGuard.Hold(IPAddress.Loopback, _ports))
        {
            var error = Assert.Throws<SherlockException>(() => PortGuard.Hold(IPAddress.Loopback, _ports));
            Assert.Equal(
                $"--silo-port {_ports.Silo}: another program listens on 127.0.0.1:{_ports.Silo} already; "
                    + "stop it, or give another port (0 takes any free one).",
                error.Message);
            Assert.True(PortCheck.IsTaken(error));
        }

        PortGuard.Hold(IPAddress.Loopback, _ports).Dispose();
    }

    [Fact]
    public void Hold_OfPortsThatAreAnyFreeOnes_IsNobodysBusiness()
    {
        using var one = PortGuard.Hold(IPAddress.Loopback, new(0, 0, 0));
        using var other = PortGuard.Hold(IPAddress.Loopback, new(0, 0, 0));
    }
}
