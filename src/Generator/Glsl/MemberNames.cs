using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Emit;

namespace SweepDsl.Generator.Glsl;

/// <summary>The C# member names taken in a type; reports the second of two GLSL names that become one.</summary>
internal sealed class MemberNames
{
    private readonly GlslText _file;
    private readonly HashSet<string> _taken;

    /// <param name="file">The file, whose own name a member cannot bear either.</param>
    /// <param name="reserved">Members that the type has anyway, beyond those of every record.</param>
    public MemberNames(GlslText file, params string[] reserved)
    {
        _file = file;
        _taken = new(reserved, StringComparer.Ordinal)
        {
            CSharpName.Pascal(file.Name), "Equals", "GetHashCode", "ToString", "GetType", "EqualityContract", "PrintMembers",
            "MemberwiseClone", "ReferenceEquals", "Finalize", "Clone", "Deconstruct",
        };
    }

    public void Reserve(IEnumerable<string> names) => _taken.UnionWith(names.Select(CSharpName.Pascal));

    public bool TryAdd(GlslToken name)
    {
        string member = CSharpName.Pascal(name.Text);
        bool isFree = member.Length > 0 && _taken.Add(member);
        if (!isFree)
        {
            _file.Report(KernelDiagnostics.MemberClash, name.Span, name.Text, member);
        }

        return isFree;
    }
}
