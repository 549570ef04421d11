using System.Globalization;
using System.Text;
using Sweep.Model.Configuration;

namespace Sweep.Model.Exports;

/// <summary>Writes the page that explains the files of an exported model.</summary>
internal sealed class ModelReadme(ModelConfig config)
{
    private bool IsWindow => config.Model is ModelKind.Window;

    public string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# The model of {config.Trial}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"A language model, trained by Sherlock for {config.Step:n0} steps");
        text.Append(CultureInfo.InvariantCulture, $" with seed {config.Seed}. ");
        text.Append(IsWindow
            ? "It predicts a word from the two words before it and the two after it.\n\n"
            : $"It predicts the next word from the words before it: at most {config.SequenceLength}, and as many in training.\n\n");
        AppendFiles(text);
        AppendTensors(text);
        text.Append("## What it computes\n\n`·` is the product of matrices, `∘` that of elements, and σ(x) = 1 / (1 + e^−x). "
            + "Vectors are rows, `M'` is the transpose of M, and all numbers are float32.\n\n```\n");
        text.AppendJoin('\n', Formulas()).Append("\n```\n\n");
        AppendUse(text);
        return text.ToString();
    }

    private void AppendFiles(StringBuilder text)
    {
        text.Append("## Files\n\n| file | is |\n| --- | --- |\n");
        text.Append(CultureInfo.InvariantCulture, $"| `{ExportedFiles.Weights}` | the weights, in the format safetensors: little-endian ");
        text.Append(CultureInfo.InvariantCulture, $"float32; SHA-256 `{config.Sha256[ExportedFiles.Weights]}` |\n");
        text.Append(CultureInfo.InvariantCulture, $"| `{ExportedFiles.Vocabulary}` | the words, one per line, in UTF-8: line 1 is the ");
        text.Append(CultureInfo.InvariantCulture, $"word with id 0; SHA-256 `{config.Sha256[ExportedFiles.Vocabulary]}` |\n");
        text.Append(CultureInfo.InvariantCulture, $"| `{ExportedFiles.Config}` | the model's kind and widths, and all hyperparameters |\n");
        text.Append(CultureInfo.InvariantCulture, $"| `{ExportedFiles.Predict}` | predicts; it needs Python and numpy |\n\n");
        text.Append("The most common word has id 0. Words are in lower case: a word is a run of word characters and apostrophes, or one of "
            + "the marks `; : - ( ) & . , ! ? \"`. The pattern `[\\w']+|[;:\\-\\(\\)&.,!?\"]` finds them. No id marks the beginning or the "
            + "end of a text.\n");
        text.Append(config.UnknownWord is { } unknown
            ? $"The last word, `{unknown}`, stands for all words that are not among the others.\n\n"
            : "No id stands for unknown words: the vocabulary has every word of the text that was learned from.\n\n");
    }

    private void AppendTensors(StringBuilder text)
    {
        var widths = string.Create(
            CultureInfo.InvariantCulture, $"V = {config.Vocabulary} words, E = {config.EmbeddingSize}, H = {config.HiddenSize}");
        text.Append(CultureInfo.InvariantCulture, $"## Tensors\n\n{widths}{(IsWindow ? "" : $", R = {config.RnnSize}")}.\n\n");
        text.Append("| tensor | shape | |\n| --- | --- | --- |\n");
        foreach (var (name, shape, letters) in config.Shape.Tensors)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {letters} | {string.Join(" × ", shape)} |\n");
        }

        text.Append('\n');
    }

    private IEnumerable<string> Formulas()
    {
        foreach (var line in IsWindow ? WindowLines : CellLines) { yield return line; }
        yield return "hidden = tanh(h · hidden/weights + hidden/bias)";
        yield return "logits = hidden · output/weights' + output/bias";
        yield return "the probability of word k = e^logits[k] / sum over all words j of e^logits[j]";
    }

    private static string[] WindowLines =>
    [
        "h = the rows of embedding of the four words, side by side: the two before, in the order of the text, and the two after",
    ];

    private string[] CellLines =>
    [
        $"h = 0{(config.Cell is CellKind.Lstm ? ", c = 0" : "")}",
        "for each word, from the first to the last:",
        "  x = the row of embedding of the word",
        "  s = x · rnn/input_weights' + rnn/bias",
        .. StepLines,
    ];

    private string[] StepLines => config.Cell switch
    {
        CellKind.Basic => ["  h = tanh(s + h · rnn/state_weights)"],
        CellKind.Gru =>
        [
            "  r, u = the halves of σ(s[:2R] + h · rnn/gate_weights)",
            "  c = tanh(s[2R:] + (r ∘ h) · rnn/candidate_weights)",
            "  h = u ∘ h + (1 − u) ∘ c",
        ],
        _ =>
        [
            "  i, f, g, o = the quarters of s + h · rnn/state_weights'",
            "  c = σ(f) ∘ c + σ(i) ∘ tanh(g)",
            "  h = σ(o) ∘ tanh(c)",
        ],
    };

    private void AppendUse(StringBuilder text)
    {
        text.Append("## Use\n\nIn Python, with numpy alone; the words of the text are arguments:\n\n```\n");
        text.Append(IsWindow ? "python3 predict.py of the in the\n" : "python3 predict.py it was the\n");
        text.Append("```\n\nIn C#, with the package Sherlock.Model:\n\n```csharp\nusing Sweep.Model.Exports;\n\n");
        text.Append("var model = LanguageModel.Load(\".\");\nforeach (var (word, probability) in ");
        text.Append(IsWindow ? "model.PredictBetween(\"of the\", \"in the\", top: 5))" : "model.Predict(\"it was the\", top: 5))");
        text.Append("\n{\n    Console.WriteLine($\"{probability:0.000} {word}\");\n}\n```\n");
    }
}
