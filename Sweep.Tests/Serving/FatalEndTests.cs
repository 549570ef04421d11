using Sweep.Silo.Serving;

namespace Sweep.Tests.Serving;

public sealed class FatalEndTests
{
    [Fact]
    public void Explain_OfAnError_IsOneLineOfItsCause()
    {
        var line = FatalEnd.Explain("silo-7", "a context\nof lines", new InvalidOperationException("Broken.\n   at Somewhere()"));

        Assert.Equal("Silo silo-7 cannot go on (a context\\u000aof lines): Broken.", line);
    }
}
