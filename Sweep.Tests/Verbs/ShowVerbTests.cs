using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace Sweep.Tests.Verbs;

public sealed class ShowVerbTests : IDisposable
{
    /// <summary>The end of the answer of <c>show --json</c> for a trial.</summary>
    private const string EndInJson =
        """
          "attempts": 1,
          "seconds": 12.5,
          "step": 100,
          "total_steps": 100,
          "weights_hash": "ab12",
          "reason": null,
          "silo": null,
          "processors": [],
          "started_at": null,
          "finished_at": null,
          "series": {
            "train/loss": [
              {
                "step": 90,
                "value": 6
              }
            ],
            "val/loss": [
              {
                "step": 90,
                "value": 5.25
              },
              {
                "step": 100,
                "value": 5.75
              }
            ]
          }
        }

        """;

    private readonly ClientRig _rig = new();

    public ShowVerbTests() => Some.Fill(_rig.Source);

    [Fact]
    public async Task Show_SweepThatPeopleSteered_SaysWhoDidWhat()
    {
        _rig.Source.Steered = [new(Some.Noon, null, "Paused", "ada"), new(Some.Noon, 2, "Cancelled", "ci")];

        Assert.Equal(0, await _rig.RunAsync("show", "sizes"));

        Assert.Contains(" UTC: paused by ada\n", _rig.Out, StringComparison.Ordinal);
        Assert.EndsWith(" UTC: trial 2 cancelled by ci\n", _rig.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Show_OfATrialThatSeveralKindsOfProcessorsTrained_MarksIt()
    {
        Assert.Equal(0, await _rig.RunAsync("show", "sizes"));
        Assert.DoesNotContain("Processors of more than one kind", _rig.Out, StringComparison.Ordinal);
        _rig.Source.Trials[1] = _rig.Source.Trials[1] with { Processors = ["A 1/2 avx2", "B 3/4 avx512"] };

        Assert.Equal(0, await _rig.RunAsync("show", "sizes"));
        const string Mark = "Processors of more than one kind trained these trials, so a repetition may differ in the last bits: 2.";
        Assert.Contains(Mark, _rig.Out, StringComparison.Ordinal);

        Assert.Equal(0, await _rig.RunAsync("show", "sizes/2"));
        Assert.Matches("processors +2 kinds, so a repetition may differ: A 1/2 avx2, B 3/4 avx512", _rig.Out);
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/2", "--json"));
        Assert.Contains("\"processors\": [\n    \"A 1/2 avx2\",\n    \"B 3/4 avx512\"\n  ],\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfATrialWithJson_EndsWithItsSeriesByMetric()
    {
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1", "--json"));
        Assert.EndsWith(
            EndInJson,
            _rig.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ForPeople_HasTheWeightsHashAndTheReason()
    {
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1"));
        Assert.Matches("weights hash +ab12", _rig.Out);
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/2"));
        Assert.Matches("status +Diverged: loss is NaN", _rig.Out);
    }

    [Fact]
    public async Task Show_OfALog_IsThatOfTheNewestAttempt()
    {
        _rig.Source.AttemptLogs.AddRange([new(1, "out of memory\n"), new(3, "done\n")]);

        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1", "--log"));

        Assert.Equal(("done\n", "sizes/1, attempt 3:\n"), (_rig.Out, _rig.Error));
    }

    [Fact]
    public async Task Show_OfALogOfAnEarlierAttempt_IsThatOne()
    {
        _rig.Source.AttemptLogs.AddRange([new(1, "out of memory\n"), new(3, "done\n")]);

        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1", "--log", "--attempt", "1"));

        Assert.Equal(("out of memory\n", "sizes/1, attempt 1:\n"), (_rig.Out, _rig.Error));
    }

    [Theory]
    [InlineData(
        "--attempt: found 2; allowed: an attempt of sizes/1 whose log is kept: 1, 3", "show", "sizes/1", "--log", "--attempt", "2")]
    [InlineData("--attempt: found without --log; allowed: beside --log", "show", "sizes/1", "--attempt", "1")]
    [InlineData("--attempt is 0; allowed: a whole number from 1.", "show", "sizes/1", "--log", "--attempt", "0")]
    [InlineData("--log: found the sweep 'sizes'; allowed: one of its trials, such as sizes/1", "show", "sizes", "--log")]
    public async Task Show_OfALogThatIsNotThere_SaysWhatIs(string error, params string[] args)
    {
        _rig.Source.AttemptLogs.AddRange([new(1, "out of memory\n"), new(3, "done\n")]);

        Assert.Equal(2, await _rig.RunAsync(args));

        Assert.Contains(error, _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfALogWithJson_IsOneDocument()
    {
        _rig.Source.AttemptLogs.AddRange([new(1, "out of memory\n"), new(3, "10%\r20%\n")]);

        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1", "--log", "--json"));

        Assert.Equal(
            """{"trial":"sizes/1","attempt":3,"attempts_with_log":[1,3],"log":"10%\r20%\n"}""",
            JsonNode.Parse(_rig.Out)!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("", _rig.Error);
    }

    [Fact]
    public async Task Show_OfNoLogWithJson_IsADocumentToo()
    {
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1", "--log", "--json"));

        Assert.Equal(
            """{"trial":"sizes/1","attempt":null,"attempts_with_log":[],"log":null}""", JsonNode.Parse(_rig.Out)!.ToJsonString());
    }

    [Theory]
    [InlineData("\r 10%\r 20%\r100%\nnext\n", "100%\nnext\n")]
    [InlineData("one\r\ntwo\r\n", "one\ntwo\n")]
    [InlineData("10%\r20%\r   \r\n", "20%\n")]
    [InlineData("a\tb\u001b[31m\u0007\n\n\n10%\r20%", "a\tb[31m\n\n\n20%")]
    public async Task Show_OfAProgressBar_IsItsLastState(string written, string shown)
    {
        _rig.Source.AttemptLogs.Add(new(1, written));

        Assert.Equal(0, await _rig.RunAsync("show", "sizes/1", "--log"));

        Assert.Equal(shown, _rig.Out);
    }
}
