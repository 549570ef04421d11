namespace Sweep.Tests.EndToEnd;

/// <summary>The completion script in a real bash, over the real program.</summary>
[Trait("Category", "Slow")]
public sealed class ShellCompletionTests
{
    // What bash does when Tab is pressed: it sets the line and the cursor, and calls the function with the program and the word.
    private const string Script = """
        Sweep.Silo() { dotnet "$SILO" "$@"; }
        source <(Sweep.Silo completion bash --name Sweep.Silo)
        for line in "Sweep.Silo li" "Sweep.Silo run quick" "Sweep.Silo list --js" "Sweep.Silo nothing-like-this"; do
            COMP_LINE="$line more" COMP_POINT=${#line} COMPREPLY=()
            _Sweep.Silo Sweep.Silo "${line##* }" before
            echo "$line: [${COMPREPLY[*]}]"
        done
        complete -p Sweep.Silo
        """;

    [Fact]
    public async Task Tab_InBash_CompletesVerbsGridsAndOptions()
    {
        await using var bash = SiloProcess.Shell("export SILO; exec bash -c \"$1\"", Script);

        Assert.Equal(
            """
            Sweep.Silo li: [list]
            Sweep.Silo run quick: [quickstart]
            Sweep.Silo list --js: [--json]
            Sweep.Silo nothing-like-this: []
            complete -o default -F _Sweep.Silo Sweep.Silo

            """,
            (await bash.EndAsync()).Out);
    }
}
