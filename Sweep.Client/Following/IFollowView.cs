namespace Sweep.Client.Following;

/// <summary>Shows a sweep while it is followed.</summary>
internal interface IFollowView
{
    void Show(FollowSnapshot snapshot);

    /// <summary>The sweep cannot be looked at for now; it is tried again. Told once, until <see cref="Restored"/>.</summary>
    void Interrupted(string reason);

    void Restored();
}
