namespace Sweep.Client.Verbs;

/// <summary>A verb whose help ends with an example.</summary>
internal interface IExplained
{
    /// <summary>A line that works, without the program's name.</summary>
    string Example { get; }

    /// <summary>What else there is to know, one paragraph each.</summary>
    IReadOnlyList<string> Notes => [];
}
