using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Grains.Connections;

namespace Sweep.Client.Verbs;

internal sealed class CertsInitVerb : Verb
{
    private readonly Argument<string> _folder = new("DIR")
    {
        Description = "The folder for the authority's certificate and key; it is made if it is missing.",
    };

    public CertsInitVerb(CommandContext context)
        : base(context, "init", "Makes a private authority for this cluster's certificates.", "certs init certs") => Add(_folder);

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = arguments.GetRequiredValue(_folder);
        foreach (var file in new CertificateAuthority(folder, Context.Time).Create())
        {
            Context.Print(file);
        }

        Context.Say($"Keep {Path.Combine(folder, "ca.key")} here and to yourself: whoever has it can join the cluster.");
        Context.Say($"Next, once for each machine and person: certs add NAME --dir {folder}");
        return Task.FromResult(CommandLine.Done);
    }
}
