using System.CommandLine;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>Serves the dashboard over a data folder or a database, for reading only, until a signal ends it.</summary>
internal sealed class DashboardVerb : DatabaseVerb
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "The port of this machine's loopback at which the page is; 0 takes any free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 8080,
    };

    public DashboardVerb(CommandContext context)
        : base(
            context,
            "dashboard",
            "Shows the sweeps of a data folder or a database in the browser, without a silo, and changes nothing.",
            "dashboard --port 0")
    {
        _port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var port) && port is < 0 or > 65535)
            {
                result.AddError($"--port is {port}; allowed: a whole number from 0 to 65535.");
            }
        });
        Add(_port);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var host = Require.Dashboard(backend, "dashboard");
        await using var dashboard = await host.StartAsync(arguments.GetRequiredValue(_port), cluster: null, cancellationToken);
        Context.Print(dashboard.Address);
        await Task.Delay(Timeout.InfiniteTimeSpan, Context.Time, cancellationToken);
        return CommandLine.Done;
    }
}
