namespace Sweep.Client.Following;

/// <summary>Shows a sweep while the user follows it.</summary>
internal interface IFollowView
{
    void Show(FollowSnapshot snapshot);

    /// <summary>
    /// Says that the sweep cannot be read now and that the follower keeps trying. Called once, until <see cref="Restored"/>.
    /// </summary>
    void Interrupted(string reason);

    void Restored();
}
