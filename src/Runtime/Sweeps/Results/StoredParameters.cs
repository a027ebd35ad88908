namespace SweepDsl.Runtime.Sweeps.Results;

/// <summary>The parameters of a stored point, read by their names and types. What is not as the experiment has it now is an error that says so.</summary>
/// <param name="stored">The parameters as they are stored.</param>
/// <param name="path">The results folder, for errors.</param>
public sealed class StoredParameters(ParameterSet stored, string path)
{
    /// <summary>An integer.</summary>
    /// <exception cref="SweepException">There is none of that name.</exception>
    public int Integer(string name) => Find(name).Value is long value and >= int.MinValue and <= int.MaxValue ? (int)value : throw Differs(name, "an integer");

    /// <summary>A number; an integer is one.</summary>
    /// <exception cref="SweepException">There is none of that name.</exception>
    public double Number(string name) => Find(name).Value switch
    {
        double number => number,
        long integer => integer,
        _ => throw Differs(name, "a number"),
    };

    /// <summary>A truth value.</summary>
    /// <exception cref="SweepException">There is none of that name.</exception>
    public bool Truth(string name) => Find(name).Value is bool value ? value : throw Differs(name, "a truth value");

    /// <summary>A word.</summary>
    /// <exception cref="SweepException">There is none of that name.</exception>
    public string Word(string name) => Find(name).Value as string ?? throw Differs(name, "a word");

    private ParameterValue Find(string name) => stored.Find(name) is { } value
        ? value
        : throw new SweepException(ExitCode.Results, $"{path}: a trial has no parameter '{name}' ({stored}): the experiment was changed since it was run. Run it again, or read the results with the version that made them.");

    private SweepException Differs(string name, string expected) =>
        new(ExitCode.Results, $"{path}: parameter '{name}' of a trial is {Find(name)}, and the experiment has {expected} there now: it was changed since it was run. Run it again, or read the results with the version that made them.");
}
