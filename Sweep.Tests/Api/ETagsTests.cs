using Microsoft.AspNetCore.Http;
using Sweep.Silo.Api;

namespace Sweep.Tests.Api;

public sealed class ETagsTests
{
    [Theory]
    [InlineData("GET", "W/\"a\"", true)]
    [InlineData("GET", "\"a\"", true)]
    [InlineData("HEAD", "\"b\", W/\"a\"", true)]
    [InlineData("GET", "*", true)]
    [InlineData("GET", "\"b\"", false)]
    [InlineData("GET", "nonsense", false)]
    [InlineData("POST", "\"a\"", false)]
    public void Answer_IsKnown_IfACallerThatReadsNamesItsTag(string method, string header, bool isKnown)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Headers.IfNoneMatch = header;

        Assert.Equal(isKnown, ETags.IsKnown(context.Request, ETags.Of("a")));
    }
}
