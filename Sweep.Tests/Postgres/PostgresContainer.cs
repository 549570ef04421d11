using System.Globalization;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Postgres;

/// <summary>
/// A container as a server's host, for machines that have Docker and no PostgreSQL. Testcontainers removes it, also after a test run that
/// was killed.
/// </summary>
internal sealed class PostgresContainer : IPostgresHost
{
    private const string Image = "postgres:17";

    // The image's own programs and user; the container's main process only keeps it alive, so that the server can be stopped and killed
    // inside.
    private const string Surroundings =
        """
        umask 077
        PROGRAMS="$(pg_config --bindir)"
        FOLDER=/tmp/sherlock-postgres
        mkdir -p "$FOLDER"
        """;

    private readonly IContainer _container;

    private PostgresContainer(IContainer container, int port) => (_container, Port) = (container, port);

    // The container's own network; Docker forwards to it from this machine's loopback alone.
    public string Listen => "*";

    public string Address => "127.0.0.1";

    public int? Port { get; }

    /// <summary>Starts a container; null where there is no Docker, or it is out of reach.</summary>
    public static async Task<PostgresContainer?> StartAsync()
    {
        try
        {
            var port = FreePort.Next();
            var container = new ContainerBuilder(Image)
                .WithEntrypoint("sleep", "infinity")
                .WithExposedPort(port)
                .WithCreateParameterModifier(parameters => Arrange(parameters, port))
                .Build();
            await container.StartAsync();
            return new(container, port);
        }
        catch (DockerUnavailableException)
        {
            return null;
        }
    }

    public async Task RunAsync(string function, params string[] arguments)
    {
        var script = string.Join('\n', PostgresScript.Functions, Surroundings, ToldShell.Call(function, arguments));
        var result = await _container.ExecAsync(["sh", "-c", script]);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"PostgreSQL in Docker, {function}: exit code {result.ExitCode}\n{result.Stdout}\n{result.Stderr}");
        }
    }

    public ValueTask DisposeAsync() => _container.DisposeAsync();

    private static void Arrange(CreateContainerParameters parameters, int port)
    {
        var text = port.ToString(CultureInfo.InvariantCulture);
        parameters.User = "postgres";
        parameters.HostConfig ??= new();
        parameters.HostConfig.PortBindings = new Dictionary<string, IList<PortBinding>>
        {
            [$"{text}/tcp"] = [new() { HostIP = "127.0.0.1", HostPort = text }],
        };
    }
}
