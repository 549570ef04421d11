using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Silo.Hosting;

namespace Sweep.Tests.Embedded;

public sealed class LineFormatterTests
{
    [Fact]
    public void Write_OfAnExceptionWithDetails_IsOneLine()
    {
        using var written = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var entry = new LogEntry<string>(
            LogLevel.Critical, "Orleans", default, "The silo is lost.\nDetails",
            new InvalidOperationException("no answer\n   at A.B()"), (state, _) => state);

        new LineFormatter().Write(entry, null, written);

        Assert.Equal("error: The silo is lost. (no answer)\n", written.ToString());
    }
}
