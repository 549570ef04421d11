using System.CommandLine;
using System.Globalization;
using Sweep.Client.Terminal;
using Sweep.Grains.Connections;

namespace Sweep.Client.Verbs;

internal sealed class CertsAddVerb : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "The machine or person: letters, digits, '-', '.' and '_'." };

    private readonly Option<string> _folder = Inputs.NotBlank("a folder", new Option<string>("--dir")
    {
        Description = "The folder that 'certs init' made.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "certs",
    });

    public CertsAddVerb(CommandContext context)
        : base(context, "add", "Makes the certificate and key of a machine or a person.", "certs add machine-1 --dir certs")
    {
        Add(_name);
        Add(_folder);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (name, folder) = (arguments.GetRequiredValue(_name), arguments.GetRequiredValue(_folder));
        var files = new CertificateAuthority(folder, Context.Time).Add(name);
        foreach (var file in files)
        {
            Context.Print(file);
        }

        string[] all = [Path.Combine(folder, CertificateFolder.AuthorityFile), .. files];
        Context.Say(
            $"Copy to {name}, into one folder: {string.Join(", ", all)}. There, serve and all other verbs take it with --certs DIR.");
        Context.Say(string.Create(
            CultureInfo.InvariantCulture, $"It expires on {CertificateFolder.Load(folder, name, Context.Time).End:yyyy-MM-dd}."));
        Context.Say($"{Path.Combine(folder, "ca.key")} stays here.");
        return Task.FromResult(CommandLine.Done);
    }
}
