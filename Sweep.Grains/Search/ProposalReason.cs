using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sweep.Grains.Search;

/// <summary>Why a search chose a cell, as data that is stored with the decision.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(GivenReason), "start")]
[JsonDerivedType(typeof(GridReason), "grid")]
[JsonDerivedType(typeof(DrawnReason), "drawn")]
[JsonDerivedType(typeof(UntriedReason), "untried")]
[JsonDerivedType(typeof(DensityReason), "tpe")]
[JsonDerivedType(typeof(ImprovementReason), "gp")]
[JsonDerivedType(typeof(SaidReason), "said")]
public abstract record ProposalReason;

/// <summary>The sweep file gives it among those to try first.</summary>
/// <param name="Index">Its place among them, from 1.</param>
public sealed record GivenReason(int Index, int Of) : ProposalReason;

/// <summary>It is the next of a grid.</summary>
/// <param name="Index">Its place in the grid, from 1.</param>
public sealed record GridReason(int Index, int Of) : ProposalReason;

/// <summary>It was drawn, without regard to results.</summary>
/// <param name="Sampler">random or halton.</param>
/// <param name="Start">How many trials a model begins with; null if the sampler always draws.</param>
/// <param name="Results">How many results there are.</param>
public sealed record DrawnReason(string Sampler, int? Start = null, int? Results = null) : ProposalReason;

/// <summary>All cells that the sampler proposed have been tried. It was drawn from those that have not.</summary>
public sealed record UntriedReason(int Proposed) : ProposalReason;

/// <summary>The tree-structured Parzen estimator finds it more probable among the good trials than among the others.</summary>
/// <param name="Results">How many results there are, diverged trials included.</param>
/// <param name="Good">How many of them count as good.</param>
/// <param name="Threshold">The value below which a trial counts as good.</param>
/// <param name="LogGood">The logarithm of the density of good trials at the cell.</param>
/// <param name="LogOther">The logarithm of the density of the other trials at the cell.</param>
/// <param name="Candidates">With how many others it was compared.</param>
public sealed record DensityReason(
    int Results, int Running, int Diverged, int Good, double Threshold, double LogGood, double LogOther, int Candidates) : ProposalReason;

/// <summary>The Gaussian process expects the most of it.</summary>
/// <param name="Results">How many results there are, diverged trials included.</param>
/// <param name="LogImprovement">The logarithm of the expected improvement, in standard deviations of the model's target.</param>
/// <param name="Best">The best value so far on the model's target.</param>
/// <param name="Mean">What the model expects there, on the same target.</param>
/// <param name="Deviation">How unsure it is.</param>
/// <param name="IsLog">Whether the target is the logarithm of the distance to the best, which had the higher evidence.</param>
/// <param name="Candidates">With how many others it was compared.</param>
/// <param name="RunnerUp">The logarithm of the expected improvement of the next best cell.</param>
/// <param name="Weights">How much each hyperparameter matters: the inverse square of its length in the kernel.</param>
/// <param name="Noise">By how much the values of one cell differ, on the same target; null if they are taken for equal.</param>
public sealed record ImprovementReason(
    int Results, int Running, int Diverged, double LogImprovement, double Best, double Mean, double Deviation, bool IsLog, int Candidates,
    double RunnerUp, ImmutableSortedDictionary<string, double> Weights, double? Noise = null) : ProposalReason;

/// <summary>A sampler that the program adds says so in its own words.</summary>
/// <param name="Sampler">Its word in sweep files.</param>
/// <param name="Text">Why, as the end of a sentence that begins with "proposed by" and the word.</param>
public sealed record SaidReason(string Sampler, string Text) : ProposalReason;
