using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>What an endpoint asks of its caller. An endpoint without a rule is for no caller.</summary>
/// <param name="Role">The least role; null if the endpoint is open without a token.</param>
internal sealed record AccessRule(Role? Role);
