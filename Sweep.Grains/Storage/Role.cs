namespace Sweep.Grains.Storage;

/// <summary>What a caller of the HTTP port may do. Each role may also do what the ones before it may.</summary>
public enum Role
{
    /// <summary>Reads sweeps.</summary>
    Viewer,

    /// <summary>Also submits and steers sweeps, and trains their trials.</summary>
    Operator,

    /// <summary>Also creates and revokes tokens.</summary>
    Admin,
}
