using Microsoft.Net.Http.Headers;

namespace Sweep.Silo.Api;

/// <summary>Writes and compares the tags of answers. They are weak, because an answer may be compressed or not.</summary>
internal static class ETags
{
    public static string Of(string hash) => $"W/\"{hash}\"";

    /// <summary>Whether a caller that only reads has the answer already.</summary>
    public static bool IsKnown(HttpRequest request, string tag)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) { return false; }
        var own = EntityTagHeaderValue.Parse(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(one =>
            one.Equals(EntityTagHeaderValue.Any) || one.Compare(own, useStrongComparison: false));
    }
}
