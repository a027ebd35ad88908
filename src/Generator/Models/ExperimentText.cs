using SweepDsl.Dsl;

namespace SweepDsl.Generator.Models;

/// <summary>What the readers of an experiment's results are shown of its YAML. Kept apart from the experiment: it changes with every comment, and a small file alone is made of it.</summary>
/// <param name="TypeName">The class that it belongs to.</param>
/// <param name="FileName">The YAML's file name.</param>
/// <param name="Lines">Its lines, without their ends.</param>
/// <param name="Warnings">What is doubtful in its method.</param>
public sealed record ExperimentText(string TypeName, string FileName, ValueList<string> Lines, ValueList<MethodRemark> Warnings) : ITypeModel;

/// <summary>A finding about a study's method.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Message">What it means for this study.</param>
/// <param name="Line">Where, counted from 1.</param>
/// <param name="Column">Where, counted from 1.</param>
/// <param name="Accepted">Why the author keeps it so; null where the build warns.</param>
public sealed record MethodRemark(string Rule, string Title, string Message, int Line, int Column, string? Accepted);
