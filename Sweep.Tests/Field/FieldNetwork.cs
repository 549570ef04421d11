using System.Globalization;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Field;

/// <summary>
/// A network of a test's own inside this machine: each machine in it is a network namespace, and a bridge joins them. The bridge, the names
/// and the mounts are in namespaces too, so that nothing else on this machine sees them, and all of it is gone with its processes.
/// </summary>
internal sealed class FieldNetwork : IAsyncDisposable
{
    private const string Script =
        """
        network() {
          mount -t tmpfs tmpfs /run && mkdir /run/netns && cp /etc/hosts /run/others && cp /etc/hosts /run/hosts &&
            mount --bind /run/hosts /etc/hosts && ip link set lo up && ip link add bridge type bridge && ip link set bridge up
        }
        machine() {
          ip netns add "$1" && ip link add "to-$1" type veth peer name eth0 netns "$1" && ip link set "to-$1" master bridge up &&
            ip -n "$1" link set lo up && ip -n "$1" link set eth0 up && ip -n "$1" address add "$2/24" dev eth0
        }
        link() { ip link set "to-$1" "$2"; }
        drop() { ip netns exec "$1" iptables --wait --append "$2" --in-interface eth0 --source "$3" --jump DROP; }
        silence() { ip netns exec "$1" iptables --wait --append OUTPUT --out-interface eth0 --jump DROP; }
        accept() { ip netns exec "$1" iptables --wait --flush; }
        name() { { cat /run/others; echo "$2 $1"; } >/etc/hosts; }
        move() { ip -n "$1" address del "$2/24" dev eth0 && ip -n "$1" address add "$3/24" dev eth0; }
        disk() { mount -t tmpfs -o "size=$2" tmpfs "$1"; }
        fill() { cat /dev/zero >"$1" 2>/dev/null; [ -s "$1" ]; }
        free() { rm "$1"; }
        network >&2 || exit
        echo ready
        while read -r line; do
          said="$(eval "$line" 2>&1 </dev/null)"
          code=$?
          [ -z "$said" ] || printf '%s\n' "$said"
          echo "--- $code"
        done
        """;

    private readonly ToldShell _shell;
    private int _machines;

    private FieldNetwork(ToldShell shell) => _shell = shell;

    /// <summary>Whether this machine lets the tests make one: only root may.</summary>
    public static bool IsAllowed => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public static async Task<FieldNetwork> CreateAsync()
    {
        RequiredTool.Find("iptables", "iptables");
        RequiredTool.Find("ip", "iproute2");
        var shell = new ToldShell("The network", new("setsid", ["unshare", "--mount", "--net", "sh", "-c", Script]));
        Assert.True(await shell.FirstLineAsync() == "ready", "The tests run as root, but could not make network namespaces.");
        return new(shell);
    }

    /// <summary>Adds a machine.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> AddAsync(string machine)
    {
        var address = NextAddress();
        await _shell.RunAsync("machine", machine, address);
        return address;
    }

    /// <summary>The command that runs another one on a machine, and becomes it.</summary>
    public IReadOnlyList<string> On(string machine) =>
        ["nsenter", $"--mount=/proc/{_shell.ProcessId}/ns/mnt", "ip", "netns", "exec", machine];

    /// <summary>Pulls a machine's cable.</summary>
    public Task CutAsync(string machine) => _shell.RunAsync("link", machine, "down");

    public Task MendAsync(string machine) => _shell.RunAsync("link", machine, "up");

    /// <summary>A machine hears nothing more from an address, or from all others.</summary>
    public Task DeafenAsync(string machine, string address = "0.0.0.0/0") => _shell.RunAsync("drop", machine, "INPUT", address);

    /// <summary>The others hear nothing more from a machine.</summary>
    public Task SilenceAsync(string machine) => _shell.RunAsync("silence", machine);

    /// <summary>A machine hears and is heard again, as far as its own rules go.</summary>
    public Task AcceptAsync(string machine) => _shell.RunAsync("accept", machine);

    /// <summary>Gives a name an address on all machines.</summary>
    public Task NameAsync(string name, string address) => _shell.RunAsync("name", name, address);

    /// <summary>Gives a machine another address.</summary>
    /// <returns>The new one. The old one is nobody's.</returns>
    public async Task<string> MoveAsync(string machine, string old)
    {
        var address = NextAddress();
        await _shell.RunAsync("move", machine, old, address);
        return address;
    }

    /// <summary>Makes a folder a small disk of its own, as all machines see it.</summary>
    public Task AddDiskAsync(string folder, string size) => _shell.RunAsync("disk", folder, size);

    public Task FillAsync(string folder) => _shell.RunAsync("fill", Path.Combine(folder, "ballast"));

    public Task FreeAsync(string folder) => _shell.RunAsync("free", Path.Combine(folder, "ballast"));

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    private string NextAddress()
    {
        var number = ++_machines;
        return string.Create(CultureInfo.InvariantCulture, $"10.89.{number / 200}.{(number % 200) + 1}");
    }
}
