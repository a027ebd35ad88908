using Microsoft.CodeAnalysis;

namespace SweepDsl.Generator.Diagnostics;

/// <summary>What can be wrong with a GLSL file, as far as its callers are concerned. The rest is the shader compiler's to say.</summary>
internal static class KernelDiagnostics
{
    public static readonly DiagnosticDescriptor Syntax = Create(
        "SWEEP0701", "GLSL declaration cannot be read", "Expected {0} but found {1}");

    public static readonly DiagnosticDescriptor UnterminatedComment = Create(
        "SWEEP0702", "Comment does not end", "This comment never ends (close it with '*/')");

    public static readonly DiagnosticDescriptor FileName = Create(
        "SWEEP0703",
        "File name is no snake_case name",
        "The file name '{0}' cannot become a C# name (use lower-case letters, digits and single underscores, beginning with a letter)");

    public static readonly DiagnosticDescriptor TypeClash = Create(
        "SWEEP0704", "Two files make one type", "The type '{0}' is made from several files: {1} (rename all but one)");

    public static readonly DiagnosticDescriptor MemberClash = Create(
        "SWEEP0705", "Two members of one name", "'{0}' would become the C# member '{1}', which is taken (rename it)");

    public static readonly DiagnosticDescriptor LayoutLiteral = Create(
        "SWEEP0706", "Layout value is no literal", "'{0}' needs an integer literal here (the generator does not evaluate macros or expressions)");

    public static readonly DiagnosticDescriptor Conditional = Create(
        "SWEEP0707",
        "Declaration under #if",
        "'{0}' is declared under #if, so its presence is unknown until the shader is compiled (move it out; use a specialization constant for the choice)");

    public static readonly DiagnosticDescriptor DescriptorSet = Create(
        "SWEEP0708", "Descriptor set is not 0", "Buffer '{0}' is in set {1} (kernels have all their buffers in set 0)");

    public static readonly DiagnosticDescriptor BindingMissing = Create(
        "SWEEP0709", "Buffer without binding", "Buffer '{0}' has no binding (add layout(binding = {1}))");

    public static readonly DiagnosticDescriptor BindingDuplicate = Create(
        "SWEEP0710",
        "Two buffers at one binding",
        "Buffers '{0}' and '{1}' have both binding {2} (number them from 0 without gaps; name a second view of one buffer '{0}…', such as '{0}Vectors'; a samplerBuffer has a binding of its own)");

    public static readonly DiagnosticDescriptor BindingGap = Create(
        "SWEEP0711", "Gap between bindings", "Buffer '{0}' has binding {1}, but no buffer has binding {2} (number them from 0 without gaps)");

    public static readonly DiagnosticDescriptor BlockArray = Create(
        "SWEEP0712", "Array of buffers", "'{0}' is an array of buffers (declare each by itself)");

    public static readonly DiagnosticDescriptor Resource = Create(
        "SWEEP0713", "Resource that kernels cannot have", "'{0}' is neither a storage buffer nor a samplerBuffer (kernels have these and one push-constant block only)");

    public static readonly DiagnosticDescriptor PushConstantType = Create(
        "SWEEP0714", "Type of a push constant", "Push constant '{0}' is of type '{1}' (it must be a uint, int or float)");

    public static readonly DiagnosticDescriptor PushConstantSize = Create(
        "SWEEP0715", "Push-constant block too large", "The push-constant block '{0}' has {1} bytes (every device grants 128 and no more; put the rest into a buffer)");

    public static readonly DiagnosticDescriptor PushConstantBlocks = Create(
        "SWEEP0716", "Second push-constant block", "'{0}' is a second push-constant block (a kernel has at most one)");

    public static readonly DiagnosticDescriptor ConstantType = Create(
        "SWEEP0717", "Type of a specialization constant", "Specialization constant '{0}' is of type '{1}' (it must be a uint, int, float or bool)");

    public static readonly DiagnosticDescriptor ConstantDefault = Create(
        "SWEEP0718", "Default of a specialization constant", "The default of '{0}' must be a literal of type {1} that fits it (the generator does not evaluate expressions)");

    public static readonly DiagnosticDescriptor ConstantIdDuplicate = Create(
        "SWEEP0719", "Two constants of one id", "Specialization constants '{0}' and '{1}' have both id {2} (give each its own)");

    public static readonly DiagnosticDescriptor LocalSizeId = Create(
        "SWEEP0720", "Workgroup size without constant", "No specialization constant has id {1}, which '{0}' refers to (declare it as layout(constant_id = {1}) const uint)");

    public static readonly DiagnosticDescriptor UnknownSlot = Create(
        "SWEEP0721", "Unknown snippet slot", "There is no slot '{0}' (the slots are 'activation', 'optimizer', 'product' and 'storage'; a file is included with quotes)");

    public static readonly DiagnosticDescriptor BackwardFrom = Create(
        "SWEEP0722",
        "Activation does not say what its derivative needs",
        "Activation '{0}' needs one comment line '@backward_from output' or '@backward_from input', for what 'saved' is");

    public static readonly DiagnosticDescriptor FunctionMissing = Create(
        "SWEEP0723", "Snippet lacks a function", "'{0}' must define the function '{1}'");

    public static readonly DiagnosticDescriptor StructMissing = Create(
        "SWEEP0724", "Snippet lacks a struct", "Optimizer '{0}' must define 'struct {1}' (with 'uint unused;' when it has no members)");

    public static readonly DiagnosticDescriptor StructMember = Create(
        "SWEEP0725", "Type of a struct member", "Member '{0}' of struct {1} is of type '{2}' (it must be a single uint, int or float)");

    public static readonly DiagnosticDescriptor HyperComment = Create(
        "SWEEP0726",
        "Hyper-parameter without default",
        "Hyper-parameter '{0}' needs a comment '= DEFAULT', '= DEFAULT in [LOW, HIGH)' or 'bool = false' behind it, such as '// = 0.9 in [0, 1)'{1}");

    public static readonly DiagnosticDescriptor HyperDefault = Create(
        "SWEEP0727", "Default out of range", "The default {1} of hyper-parameter '{0}' is not a {2} in its range");

    public static readonly DiagnosticDescriptor TexelType = Create(
        "SWEEP0728", "Texels that are no floats", "'{0}' is a {1} (texels are floats: declare a samplerBuffer, or a storage buffer for integers)");

    public static readonly DiagnosticDescriptor SubgroupSize = Create(
        "SWEEP0729",
        "Subgroup size that cannot be demanded",
        "'{0}' demands full subgroups of its size (make it a uint, and the workgroup one row whose width is a uint constant too: layout(local_size_x_id = ID) in)");

    public static readonly DiagnosticDescriptor LayerwiseMacro = Create(
        "SWEEP0730", "Snippet does not say that it takes ratios", "Optimizer '{0}' has ratios of tensors and does not say so before its code (add '#define {1}')");

    private static DiagnosticDescriptor Create(string id, string title, string message) => new(
        id, title, message, "SweepDsl.Kernels", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpLink.Uri);
}
