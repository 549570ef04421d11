namespace Sweep.Client.Verbs;

/// <summary>A verb whose help ends with an example.</summary>
internal interface IExplained
{
    /// <summary>A command that works, without the program's name.</summary>
    string Example { get; }

    /// <summary>More explanations, one paragraph each.</summary>
    IReadOnlyList<string> Notes => [];
}
