namespace Sweep.Silo.Commands;

/// <summary>What is started as a command.</summary>
/// <param name="Words">The program and its arguments. The program is a path, or a name that is searched for on PATH.</param>
/// <param name="Folder">The working folder.</param>
/// <param name="Environment">All of its environment except the mark.</param>
/// <param name="Mark">A variable, as NAME=VALUE, that no other process on the machine has.</param>
internal sealed record CommandStart(
    IReadOnlyList<string> Words, string Folder, IReadOnlyDictionary<string, string> Environment, string Mark);
