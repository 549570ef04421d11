namespace Sweep.Client.Following;

/// <summary>Shows a sweep while it is followed.</summary>
internal interface IFollowView
{
    void Show(FollowSnapshot snapshot);
}
