using SweepDsl.Dsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the typed wrapper of a kernel.</summary>
internal static class KernelEmitter
{
    public const string Namespace = "SweepDsl.Runtime.Kernels";
    private const string Prefix = RuntimeNames.Kernels;

    public static CodeWriter Emit(KernelModel kernel)
    {
        CodeWriter writer = CodeWriter.StartFile($"shaders/{kernel.Name}.comp", Namespace);
        writer.Summary(kernel.Summary.Length > 0 ? kernel.Summary : $"The kernel {kernel.Name}.comp.");
        writer.GeneratedCodeAttribute();
        writer.Line($"public sealed record {kernel.TypeName}");
        using (writer.Braces())
        {
            WriteSignature(writer, kernel);
            WriteConstants(writer, kernel);
            WriteBuffers(writer, kernel);
            WritePushConstants(writer, kernel);
            WriteSlots(writer, kernel);
            WriteDispatch(writer, kernel);
        }

        return writer;
    }

    private static void WriteSignature(CodeWriter writer, KernelModel kernel)
    {
        writer.Summary($"What {kernel.Name}.comp declares.");
        writer.Line($"public static {Prefix}KernelSignature Signature {{ get; }} = new(");
        using (writer.Indent())
        {
            writer.Line($"\"{kernel.Name}\",");
            WriteList(writer, kernel.Buffers.Select(buffer => $"new(\"{buffer.Name}\", {Prefix}BufferAccess.{buffer.Access}{(buffer.IsTexels ? ", IsTexels: true" : "")})"), ",");
            WriteList(writer, kernel.Constants.Select(constant => $"new(\"{constant.Name}\", {constant.Id})"), ",");
            writer.Line($"{kernel.PushConstants.Count * sizeof(uint)},");
            writer.Line($"[{string.Join(", ", kernel.Slots.Select(slot => $"\"{slot}\""))}]);");
        }
    }

    private static void WriteList(CodeWriter writer, IEnumerable<string> items, string end)
    {
        string[] lines = items.ToArray();
        if (lines.Length == 0)
        {
            writer.Line("[]" + end);
            return;
        }

        writer.Line("[");
        using (writer.Indent("]" + end))
        {
            foreach (string line in lines)
            {
                writer.Line(line + ",");
            }
        }
    }

    private static void WriteConstants(CodeWriter writer, KernelModel kernel)
    {
        foreach (ConstantModel constant in kernel.Constants)
        {
            WriteDocs(writer, constant.Comment, $"Specialization constant {constant.Id}, {constant.Name}.");
            writer.Line($"public {CSharpType(constant.Type)} {MemberNames.FromYaml(constant.Name)} {{ get; init; }} = {constant.Default};");
        }

        foreach (ConstantGroup group in ConstantGroup.In(kernel))
        {
            group.Write(writer);
        }
    }

    private static void WriteBuffers(CodeWriter writer, KernelModel kernel)
    {
        int binding = 0;
        foreach (BufferModel buffer in kernel.Buffers)
        {
            WriteDocs(writer, buffer.Comment, $"Binding {binding++}, which the kernel {Use(buffer)}.");
            writer.Line($"public required {Prefix}BufferView {MemberNames.FromYaml(buffer.Name)} {{ get; init; }}");
        }
    }

    private static void WritePushConstants(CodeWriter writer, KernelModel kernel)
    {
        foreach (PushConstantModel constant in kernel.PushConstants)
        {
            WriteDocs(writer, constant.Comment, $"Push constant {constant.Name}.");
            writer.Line($"public required {CSharpType(constant.Type)} {MemberNames.FromYaml(constant.Name)} {{ get; init; }}");
        }
    }

    private static void WriteSlots(CodeWriter writer, KernelModel kernel)
    {
        foreach (string slot in kernel.Slots)
        {
            writer.Line();
            writer.Summary($"The {slot} to compile into the kernel.");
            writer.Line($"public required {Prefix}{Glsl.KernelSlots.TypeOf(slot)} {MemberNames.FromYaml(slot)} {{ get; init; }}");
        }
    }

    private static void WriteDispatch(CodeWriter writer, KernelModel kernel)
    {
        writer.Line();
        writer.Summary("One launch of the kernel, as plain data.");
        writer.Line("/// <param name=\"groups\">Workgroups on each axis.</param>");
        writer.Line("/// <param name=\"label\">Name for captures, profiles and errors.</param>");
        writer.Line($"public {Prefix}Dispatch Dispatch({Prefix}GroupCount groups, string label)");
        using (writer.Braces())
        {
            if (kernel.PushConstants.Count > 0)
            {
                WritePushConstantBytes(writer, kernel);
            }

            writer.Line($"return new {Prefix}Dispatch");
            using (writer.Braces("};"))
            {
                writer.Line("Kernel = Signature,");
                WriteProperty(writer, "Snippets", kernel.Slots.Select(slot => $"{MemberNames.FromYaml(slot)}.Snippet"));
                WriteProperty(writer, "Specialization", kernel.Constants.Select(Bits));
                WriteSubgroups(writer, kernel);
                writer.Line($"Buffers = [{string.Join(", ", kernel.Buffers.Select(buffer => MemberNames.FromYaml(buffer.Name)))}],");
                if (kernel.PushConstants.Count > 0)
                {
                    writer.Line("PushConstants = global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(pushConstants),");
                }

                writer.Line("Groups = groups,");
                writer.Line("Label = label,");
            }
        }
    }

    private static void WriteSubgroups(CodeWriter writer, KernelModel kernel)
    {
        if (kernel.SubgroupWorkgroup is { } width)
        {
            string size = MemberNames.FromYaml(Glsl.ConstantTable.SubgroupSize);
            writer.Line($"Subgroups = {size} == 0 ? null : new({size}, {MemberNames.FromYaml(width)}),");
        }
    }

    private static void WritePushConstantBytes(CodeWriter writer, KernelModel kernel)
    {
        writer.Line($"byte[] pushConstants = new byte[{kernel.PushConstants.Count * sizeof(uint)}];");
        int offset = 0;
        foreach (PushConstantModel constant in kernel.PushConstants)
        {
            string target = $"global::System.MemoryExtensions.AsSpan(pushConstants, {offset})";
            writer.Line($"global::System.Runtime.InteropServices.MemoryMarshal.Write({target}, {MemberNames.FromYaml(constant.Name)});");
            offset += sizeof(uint);
        }

        writer.Line();
    }

    private static void WriteProperty(CodeWriter writer, string name, IEnumerable<string> items)
    {
        string list = string.Join(", ", items);
        if (list.Length > 0)
        {
            writer.Line($"{name} = [{list}],");
        }
    }

    private static void WriteDocs(CodeWriter writer, string comment, string what)
    {
        writer.Line();
        writer.Summary(comment.Length > 0 ? CommentText.Sentence(comment) : what);
        if (comment.Length > 0)
        {
            writer.Remarks(what);
        }
    }

    private static string Bits(ConstantModel constant)
    {
        string name = MemberNames.FromYaml(constant.Name);
        return constant.Type switch
        {
            GlslType.Bool => $"{name} ? 1u : 0u",
            GlslType.Int => $"unchecked((uint){name})",
            GlslType.Float => $"global::System.BitConverter.SingleToUInt32Bits({name})",
            _ => name,
        };
    }

    private static string CSharpType(GlslType type) => type.ToString().ToLowerInvariant();

    private static string Use(BufferModel buffer) => buffer.Access switch
    {
        _ when buffer.IsTexels => "reads as texels: a view made by AsTexels",
        "Read" => "reads",
        "Write" => "overwrites",
        _ => "reads and writes",
    };
}
