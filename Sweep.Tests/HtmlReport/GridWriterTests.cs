using Sweep.Client.SweepReport;
using Sweep.Client.Verbs;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.HtmlReport;

public sealed class GridWriterTests
{
    [Fact]
    public void Write_IsAGridFileOfTheSameSweep()
    {
        var spec = ReportSome.Spec([3, 1], ("clip_norm", ["none", "0.5"]), ("cell", ["lstm", "gru"]), ("learning_rate", ["1E-05", "0.1"])) with
        {
            Corpus = "/texts/\"my\": #1 über",
            Objective = new Objective("text/distinct_2", Goal.Maximize),
        };

        var text = GridWriter.Write(spec);

        Assert.True(SameSpec.Are(spec, GridFile.Parse(text, "sizes.yaml")), text);
    }

    [Fact]
    public void Write_OfASweepWithoutAxes_IsAGridFileToo()
    {
        var spec = ReportSome.Spec([1]);

        Assert.True(SameSpec.Are(spec, GridFile.Parse(GridWriter.Write(spec), "sizes.yaml")));
    }
}
