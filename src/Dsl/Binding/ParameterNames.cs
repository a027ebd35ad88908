using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Which names parameters may bear: they stand in expressions, and become members of a C# record.</summary>
internal sealed class ParameterNames(CheckContext context, MappingRule training)
{
    private const int Longest = 64;

    private static readonly HashSet<string> MembersOfRecords =
    [
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "Parameters", "PrintMembers", "ReferenceEquals", "ToString",
    ];

    private readonly Dictionary<string, string> _namesByMember = [];

    /// <summary>Reports what is wrong with a name; true when it will do.</summary>
    /// <param name="name">The whole name, with dots between the parts of a nested one.</param>
    /// <param name="key">Its last part as written.</param>
    public bool Check(string name, ScalarNode key)
    {
        string? fault = Fault(name);
        if (fault is not null)
        {
            context.Report(DiagnosticCatalogue.ParameterName, key.Span, fault);
            return false;
        }

        _namesByMember[MemberNames.FromYaml(name)] = name;
        return true;
    }

    private string? Fault(string name)
    {
        if (name.Length > Longest || !name.Split('.').All(IsWord))
        {
            string hint = name.IndexOf('-') >= 0 ? $" Write {Wording.Quote(name.Replace('-', '_'))}." : "";
            return $"{Wording.Quote(name)} cannot name a parameter: a name is a letter, then letters, digits and '_', at most {Longest}, with '.' between the parts of a nested one, so that it can stand in expressions.{hint}";
        }

        if (FunctionTable.IsReserved(name))
        {
            return $"'{name}' has a meaning in expressions already. Give the parameter another name.";
        }

        if (training.Find(name) is { IsSetting: false } key)
        {
            return key.Value is MappingRule
                ? $"'{name}' is a group of keys, which no parameter can set. Name the parameter otherwise and use it in ${{…}} there."
                : $"A parameter cannot set '{name}'. Use sweep.seeds to run each point with several seeds.";
        }

        string member = MemberNames.FromYaml(name);
        return _namesByMember.ContainsValue(name) ? $"'{name}' is declared before. Each parameter stands once."
            : MembersOfRecords.Contains(member) ? $"'{name}' would become {member} in C#, which every record has already. Give the parameter another name."
            : _namesByMember.TryGetValue(member, out string? other) ? $"'{name}' and '{other}' would both become {member} in C#. Give one another name."
            : null;
    }

    private static bool IsWord(string part) => part.Length > 0
        && part[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')
        && part.All(c => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'));
}
