using Microsoft.CodeAnalysis.CSharp;
using SweepDsl.Dsl;

namespace SweepDsl.Generator.Emit;

/// <summary>How names of the YAML become names of local variables.</summary>
internal static class LocalNames
{
    /// <summary>Camel case: <c>batch_size</c> becomes <c>batchSize</c>. What C# reads as a keyword, anywhere, gets an @ before it.</summary>
    public static string FromYaml(string name)
    {
        string member = MemberNames.FromYaml(name);
        string local = char.ToLowerInvariant(member[0]) + member.Substring(1);
        bool isKeyword = SyntaxFacts.GetKeywordKind(local) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(local) != SyntaxKind.None;
        return isKeyword ? "@" + local : local;
    }

    /// <summary>The list of a parameter's values: <c>batchSizeValues</c>.</summary>
    public static string ListFromYaml(string name) => FromYaml(name).TrimStart('@') + "Values";
}
