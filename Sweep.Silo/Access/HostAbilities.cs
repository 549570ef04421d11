using System.Text.Json.Nodes;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>What a host can do, if the caller's role allows it. Pages hide the rest.</summary>
/// <param name="Submit">Whether it takes new sweeps, and what programs train.</param>
/// <param name="Steer">Whether it steers sweeps.</param>
/// <param name="Tokens">Whether it makes and revokes tokens.</param>
internal sealed record HostAbilities(bool Submit, bool Steer, bool Tokens)
{
    /// <summary>What of it a caller may do.</summary>
    public JsonObject For(Caller caller) => new()
    {
        ["submit"] = Submit && caller.May(Role.Operator),
        ["steer"] = Steer && caller.May(Role.Operator),
        ["tokens"] = Tokens && caller.May(Role.Admin),
    };
}
