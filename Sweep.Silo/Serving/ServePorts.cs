using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>The three ports of a silo; 0 stands for any free one.</summary>
internal sealed record ServePorts(int Silo, int Gateway, int Http)
{
    private const int Largest = 65535;

    /// <summary>Each port with its flag.</summary>
    public IEnumerable<(ServeFlag Flag, int Port)> All =>
        [(ServeFlags.SiloPort, Silo), (ServeFlags.GatewayPort, Gateway), (ServeFlags.HttpPort, Http)];

    /// <exception cref="SherlockException">A value is not a port, or two ports are the same.</exception>
    public static ServePorts Read(ServeInputs inputs)
    {
        int Port(ServeFlag flag, int otherwise) =>
            inputs.Number(flag, otherwise, 0, Largest, $"a port from 1 to {Largest}, or 0 for any free one");
        var ports = new ServePorts(Port(ServeFlags.SiloPort, 11111), Port(ServeFlags.GatewayPort, 30000), Port(ServeFlags.HttpPort, 8080));
        if (ports.All.Where(one => one.Port > 0).GroupBy(one => one.Port).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new SherlockException(
                $"{string.Join(" and ", twice.Select(one => one.Flag.Option))} are both {twice.Key}; each needs a port of its own.");
        }

        return ports;
    }
}
