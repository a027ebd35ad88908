namespace SweepDsl.Dsl.Model;

/// <summary>One coordinate of a search: a parameter with several values, or several that vary together.</summary>
/// <param name="Parameters">One; or several with lists of one length, whose i-th values go together.</param>
public sealed record SpaceDimension(ValueList<ChosenParameter> Parameters)
{
    /// <summary>The name of the parameter; names with commas between where several vary together.</summary>
    public string Name => string.Join(",", Parameters.Select(parameter => parameter.Name));

    /// <summary>Number of values; null when they are not countable.</summary>
    public long? LevelCount => LevelsOf(Parameters[0]);

    /// <summary>The coordinates of a space, in the order of their first parameters; parameters with one value are none.</summary>
    /// <param name="parameters">All parameters, in the YAML's order.</param>
    /// <param name="pairs">Names of parameters that vary together.</param>
    public static IEnumerable<SpaceDimension> Of(IReadOnlyCollection<Parameter> parameters, ValueList<ValueList<string>> pairs)
    {
        HashSet<string> placed = [];
        foreach (ChosenParameter parameter in parameters.OfType<ChosenParameter>().Where(parameter => LevelsOf(parameter) != 1))
        {
            if (!placed.Add(parameter.Name))
            {
                continue;
            }

            ValueList<string> together = pairs.FirstOrDefault(pair => pair.Contains(parameter.Name));
            ChosenParameter[] members = together.Count == 0 ? [parameter] : [.. together.SelectMany(name => parameters.OfType<ChosenParameter>().Where(other => other.Name == name))];
            placed.UnionWith(members.Select(member => member.Name));
            yield return new SpaceDimension(ValueList.Of(members));
        }
    }

    private static long? LevelsOf(ChosenParameter parameter) => parameter switch
    {
        ListedParameter listed => listed.Values.Count,
        DrawnParameter drawn => drawn.Draw.LevelCount,
        _ => null,
    };
}
