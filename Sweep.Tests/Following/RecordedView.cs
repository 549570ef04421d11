using Sweep.Client.Following;

namespace Sweep.Tests.Following;

/// <summary>Keeps what it is shown and told.</summary>
internal sealed class RecordedView(List<FollowSnapshot> shown, List<string> said) : IFollowView
{
    public void Show(FollowSnapshot snapshot) => shown.Add(snapshot);

    public void Interrupted(string reason) => said.Add(reason);

    public void Restored() => said.Add("back");
}
