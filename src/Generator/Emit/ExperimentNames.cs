using SweepDsl.Dsl;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Names of what an experiment becomes. The names of the language are free, so those that C# would not take get a suffix.</summary>
internal static class ExperimentNames
{
    /// <summary>A class cannot bear the name of one of its members, and the catalogue is there already.</summary>
    private static readonly HashSet<string> TakenClassNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Parameters", "Space", "Network", "Training", "Describe", "Results", "Name", "Description", "Dataset", "Sweep", "Points", "PointAt", "Dimensions", "Order", "CreateSpace",
        "Equals", "GetHashCode", "ToString", "GetType", "Finalize", "MemberwiseClone", "ReferenceEquals", CatalogueEmitter.TypeName,
    };

    /// <summary>Members that every record struct has, and its own name.</summary>
    private static readonly HashSet<string> TakenMemberNames = new(StringComparer.Ordinal)
    {
        "Parameters", "Equals", "GetHashCode", "ToString", "GetType", "Finalize", "MemberwiseClone", "ReferenceEquals", "Deconstruct", "PrintMembers", "Clone",
    };

    public static string ClassName(string experiment)
    {
        string name = MemberNames.FromYaml(experiment);
        return TakenClassNames.Contains(name) ? name + "Experiment" : name;
    }

    /// <summary>The members of the record of parameters, by the parameters' names in the YAML.</summary>
    public static IReadOnlyDictionary<string, string> Members(IEnumerable<Parameter> parameters)
    {
        List<string> names = parameters.Select(parameter => parameter.Name).ToList();
        HashSet<string> taken = new(names.Select(MemberNames.FromYaml), StringComparer.Ordinal);
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            string member = MemberNames.FromYaml(name);
            while (TakenMemberNames.Contains(member) || (member != MemberNames.FromYaml(name) && !taken.Add(member)))
            {
                member += "Value";
            }

            members[name] = member;
        }

        return members;
    }
}
