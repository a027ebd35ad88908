using SweepDsl.Dsl;
using SweepDsl.Generator.Diagnostics;

namespace SweepDsl.Generator.Glsl;

/// <summary>The C# member names taken in a type; reports the second of two GLSL names that become one.</summary>
internal sealed class TakenNames
{
    private readonly GlslText _file;
    private readonly HashSet<string> _taken;

    /// <param name="file">The file, whose own name a member cannot bear either.</param>
    /// <param name="reserved">Members that the type has anyway, beyond those of every record.</param>
    public TakenNames(GlslText file, params string[] reserved)
    {
        _file = file;
        _taken = new(reserved, StringComparer.Ordinal)
        {
            MemberNames.FromYaml(file.Name), "Equals", "GetHashCode", "ToString", "GetType", "EqualityContract", "PrintMembers",
            "MemberwiseClone", "ReferenceEquals", "Finalize", "Clone", "Deconstruct",
        };
    }

    public void Reserve(IEnumerable<string> names) => _taken.UnionWith(names.Select(MemberNames.FromYaml));

    public bool TryAdd(GlslToken name)
    {
        string member = MemberNames.FromYaml(name.Text);
        bool isFree = member.Length > 0 && _taken.Add(member);
        if (!isFree)
        {
            _file.Report(KernelDiagnostics.MemberClash, name.Span, name.Text, member);
        }

        return isFree;
    }
}
