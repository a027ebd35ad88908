using System.Globalization;
using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the record of an optimizer with its typed, range-checked hyper-parameters.</summary>
internal static class OptimizerEmitter
{
    private const string Strings = "global::System.Collections.Immutable.ImmutableArray<string>";

    public static CodeWriter Emit(OptimizerModel optimizer)
    {
        CodeWriter writer = CodeWriter.StartFile($"shaders/optimizers/{optimizer.Name}.glsl", KernelEmitter.Namespace);
        writer.Summary(optimizer.Summary.Length > 0 ? optimizer.Summary : $"The optimizer {optimizer.Name}.");
        writer.GeneratedCodeAttribute();
        writer.Line($"public sealed record {optimizer.TypeName} : {RuntimeNames.Kernels}OptimizerDefinition");
        using (writer.Braces())
        {
            writer.Items(Quoted(optimizer.StateNames), $"private static readonly {Strings} _stateNames = [", "];");
            writer.Items(Quoted(optimizer.HyperMembers.Select(member => member.Name)), $"private static readonly {Strings} _hyperNames = [", "];");
            foreach (HyperModel member in optimizer.HyperMembers.Where(member => member.IsUsed))
            {
                WriteProperty(writer, optimizer, member);
            }

            WriteOverride(writer, "string Name", $"\"{optimizer.Name}\"");
            WriteOverride(writer, $"{Strings} StateNames", "_stateNames");
            WriteOverride(writer, $"{Strings} HyperNames", "_hyperNames");
            if (optimizer.IsLayerwise)
            {
                WriteOverride(writer, "bool IsLayerwise", "true");
            }

            writer.Line();
            writer.InheritDoc();
            writer.Line("public override global::System.Collections.Immutable.ImmutableArray<uint> HyperBits =>");
            writer.Line("[");
            using (writer.Indent("];"))
            {
                foreach (HyperModel member in optimizer.HyperMembers)
                {
                    writer.Line(Bits(member) + ",");
                }
            }
        }

        return writer;
    }

    private static void WriteProperty(CodeWriter writer, OptimizerModel optimizer, HyperModel member)
    {
        string name = MemberNames.FromYaml(member.Name);
        string start = member.Comment.Length > 0 ? CommentText.Sentence(member.Comment).TrimEnd('.') : $"Hyper-parameter {member.Name}";
        writer.Line();
        if (member.Type == GlslType.Bool)
        {
            string truth = member.Default != 0 ? "true" : "false";
            writer.Summary($"{start}; {truth} by default.");
            writer.Line($"public bool {name} {{ get; init; }} = {truth};");
            return;
        }

        string range = member.Range.ToString();
        bool isFloat = member.Type == GlslType.Float;
        writer.Summary($"{start}; {range}, {Number(member.Default)} by default.");
        // The kernel sees the value as a float: what rounds out of the range there must not get in here.
        if (RangeCondition.Write(isFloat ? "(float)value" : "value", member.Range, isFloat) is not string condition)
        {
            writer.Line($"public int {name} {{ get; init; }} = {Number(member.Default)};");
            return;
        }

        writer.Line($"/// <exception cref=\"global::System.ArgumentOutOfRangeException\">It is not {CommentText.Xml(range)}.</exception>");
        writer.Line($"public {(isFloat ? "double" : "int")} {name}");
        using (writer.Braces($"}} = {Number(member.Default)};"))
        {
            string message = CSharpRenderer.Literal($"{member.Name} of {optimizer.Name} must be {range}{(isFloat ? ", also when rounded to 32 bits" : "")}.");
            writer.Line("get;");
            writer.Line($"init => field = {condition}");
            using (writer.Indent())
            {
                writer.Line("? value");
                writer.Line($": throw new global::System.ArgumentOutOfRangeException(nameof({name}), value, {message});");
            }
        }
    }

    private static void WriteOverride(CodeWriter writer, string member, string value)
    {
        writer.Line();
        writer.InheritDoc();
        writer.Line($"public override {member} => {value};");
    }

    private static string Bits(HyperModel member)
    {
        string name = MemberNames.FromYaml(member.Name);
        return (member.IsUsed, member.Type) switch
        {
            (false, _) => "0u",
            (_, GlslType.Bool) => $"{name} ? 1u : 0u",
            (_, GlslType.Float) => $"global::System.BitConverter.SingleToUInt32Bits((float){name})",
            _ => $"unchecked((uint){name})",
        };
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Quoted(IEnumerable<string> names) => names.Select(name => $"\"{name}\"");
}
