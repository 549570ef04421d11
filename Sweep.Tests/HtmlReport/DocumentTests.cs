using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport.Documents;

namespace Sweep.Tests.HtmlReport;

public sealed class DocumentTests
{
    private const string Evil = "</script><script>alert(1)</script>\"'&|*x*";

    private static ReportDocument Document() => new(
        Evil,
        Evil,
        [
            new(
                "one",
                Evil,
                [
                    new Paragraph(Evil), new Heading(Evil), new FactList([(Evil, Evil)]),
                    new Table(Evil, [new(Evil, true)], [[new(Evil)]], IsSortable: true), new Code(Evil, "yaml"),
                    new Passage(Evil),
                    new Chart("curves", Evil, Evil, new() { ["label"] = Evil, ["name"] = JsonValue.Create("it\u2028is") }),
                ]),
        ]);

    [Fact]
    public void Html_OfTextsThatAreMarkup_HasThemAsTextAlone()
    {
        var page = HtmlPage.Render(Document());

        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains(
            "<h1>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;|*x*</h1>", page, StringComparison.Ordinal);
        Assert.Contains("\\u003C/script\\u003E\\u003Cscript\\u003Ealert(1)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_ForbidsTheBrowserToFetchAnything()
    {
        var page = HtmlPage.Render(Document());

        Assert.Contains("content=\"default-src &#x27;none&#x27;;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "<button type=\"button\">rnn_<wbr>size</button>")]
    [InlineData(false, "<th scope=\"col\">rnn_<wbr>size</th>")]
    public void Html_OfAColumnsHead_BreaksAtAnUnderscoreWhereItMust(bool isSortable, string expected)
    {
        var table = new Table("Trials", [new("rnn_size", false)], [[new("rnn_size")]], isSortable);

        var page = HtmlPage.Render(new("T", "L", [new("t", "All", [table])]));

        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.Contains("<td>rnn_size</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_KeepsTheLicencesOfTheChartingLibrary()
    {
        var page = HtmlPage.Render(Document());

        Assert.Contains("Licensed to the Apache Software Foundation", page, StringComparison.Ordinal);
        Assert.Contains("Copyright (c) Microsoft Corporation", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_OfATable_IsWhatGitHubRenders()
    {
        var table = new Table(
            "Trials",
            [new("rank", true), new("rnn_size", false)],
            [[new("1"), new("a|b <i>")], [new("2"), new("_x_ `c`")], [new("3"), new("")]],
            MostInText: 2);

        var text = MarkdownText.Render(new("T", "L", [new("t", "All", [table])]));

        Assert.Equal(
            """
            ## T

            L

            ### All

            Trials:

            | rank | rnn_size |
            | ---: | --- |
            | 1 | a\|b &lt;i&gt; |
            | 2 | \_x\_ \`c\` |

            The first 2 of 3.

            """,
            text);
    }

    [Fact]
    public void Markdown_OfCodeWithFencesAndOfPassages_KeepsThemWhole()
    {
        var text = MarkdownText.Render(
            new("T", "L", [new("t", "S", [new Code("a\n```\nb\n", "yaml"), new Passage("One *two*.\nThree.")])]));

        Assert.Contains("\n````yaml\na\n```\nb\n````\n", text, StringComparison.Ordinal);
        Assert.Contains("\n> One \\*two\\*.\n> Three.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_LeavesOutWhatIsOnlyPictures()
    {
        var chart = new Chart("curves", "c", "a", []);

        Assert.Equal(
            "## T\n\nL\n", MarkdownText.Render(new("T", "L", [new("t", "Curves", [chart, new Paragraph("Thinned.")], IsPictorial: true)])));
    }
}
