using SweepDsl.Dsl;

namespace SweepDsl.Generator.Models;

/// <summary>What a compute shader declares to its caller.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Summary">First line of the header comment; empty when there is none.</param>
/// <param name="Constants">Specialization constants, in id order.</param>
/// <param name="Buffers">Buffers, in binding order.</param>
/// <param name="PushConstants">Members of the push-constant block, in order.</param>
/// <param name="Slots">Snippet slots, in the order of their first inclusion.</param>
/// <param name="SubgroupWorkgroup">For a kernel that demands its subgroup size, the name of the constant that is the width of its workgroups; else null.</param>
public sealed record KernelModel(
    string Name,
    string Summary,
    ValueList<ConstantModel> Constants,
    ValueList<BufferModel> Buffers,
    ValueList<PushConstantModel> PushConstants,
    ValueList<string> Slots,
    string? SubgroupWorkgroup = null) : ITypeModel
{
    public string TypeName => MemberNames.FromYaml(Name);

    /// <summary>Names, as in GLSL, of everything that becomes a member of the wrapper.</summary>
    public IEnumerable<string> Members() =>
        Constants.Select(constant => constant.Name)
            .Concat(Buffers.Select(buffer => buffer.Name))
            .Concat(PushConstants.Select(constant => constant.Name))
            .Concat(Slots);
}

/// <summary>A specialization constant.</summary>
/// <param name="Default">The default value as a C# literal.</param>
/// <param name="Comment">The comment behind its declaration; empty when there is none.</param>
public sealed record ConstantModel(string Name, uint Id, GlslType Type, string Default, string Comment);

/// <summary>A buffer.</summary>
/// <param name="Name">In GLSL the name of the block, or of the <c>samplerBuffer</c>.</param>
/// <param name="Access">Member of the runtime's <c>BufferAccess</c>.</param>
/// <param name="IsTexels">Whether it is a <c>samplerBuffer</c> and no storage buffer.</param>
public sealed record BufferModel(string Name, string Access, string Comment, bool IsTexels = false);

/// <summary>A member of the push-constant block: four bytes.</summary>
public sealed record PushConstantModel(string Name, GlslType Type, string Comment);

/// <summary>The scalar types of GLSL that cross to the host.</summary>
public enum GlslType
{
    Uint,
    Int,
    Float,
    Bool,
}
