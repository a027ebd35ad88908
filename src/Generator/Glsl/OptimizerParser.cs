using Microsoft.CodeAnalysis.Text;
using SweepDsl.Dsl;
using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>Reads <c>shaders/optimizers/NAME.glsl</c>.</summary>
internal sealed class OptimizerParser
{
    // By it the kernels know not to define the functions themselves.
    private const string LayerwiseMacro = "LAYERWISE_OPTIMIZER";

    private readonly GlslText _file;
    private readonly Dictionary<string, List<StructMember>> _structs = new(StringComparer.Ordinal);

    private OptimizerParser(GlslText file) => _file = file;

    public static Parsed<OptimizerModel> Parse(string path, SourceText source, CancellationToken cancellationToken)
    {
        GlslText file = GlslLexer.Read(path, source);
        if (!SnakeCase.Check(file))
        {
            return new(null, file.Start, file.Diagnostics);
        }

        OptimizerParser parser = new(file);
        parser.ReadStructs(cancellationToken);
        return new(parser.Finish(), file.Start, file.Diagnostics);
    }

    private void ReadStructs(CancellationToken cancellationToken)
    {
        GlslCursor cursor = new(_file);
        while (!cursor.IsAtEnd)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (cursor.Current.Is("struct") && cursor.PeekAt(1).Text is "Hyper" or "State" or "PerUpdate" && cursor.PeekAt(2).Is("{"))
            {
                cursor.Next();
                string name = cursor.Next().Text;
                cursor.Next();
                _structs[name] = StructMember.ReadAll(cursor);
            }

            cursor.SkipStatement();
        }
    }

    private OptimizerModel Finish()
    {
        TakenNames names = new(
            _file, MemberNames.FromYaml(_file.Name) + "Optimizer", "Name", "StateNames", "HyperNames", "HyperBits", "IsLayerwise", "Snippet", "Slot");
        ValueList<HyperModel> hyper = Members("Hyper")
            .Where(member => names.TryAdd(member.Name))
            .Select(member => HyperParameterReader.Read(_file, member))
            .ToValueList();
        ValueList<string> state = Members("State").Select(member => member.Name.Text).ToValueList();
        RequireStruct("PerUpdate");
        SnippetFunctions.Check(_file, "PerUpdate", "optimizer_prepare", "(Hyper hyper, uint update)");
        SnippetFunctions.Check(
            _file,
            "float",
            "optimizer_update",
            "(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update, float learning_rate)");
        return new(_file.Name, _file.Summary, hyper, state, CheckLayerwise());
    }

    // Whoever has one of the three functions wants ratios of tensors, and needs the others too.
    private bool CheckLayerwise()
    {
        if (!_file.Tokens.Any(token => token.Is("optimizer_trust") || token.Is("optimizer_measured") || token.Is("optimizer_without_trust")))
        {
            return false;
        }

        if (!_file.Text.Contains($"#define {LayerwiseMacro}"))
        {
            _file.Report(KernelDiagnostics.LayerwiseMacro, new TextSpan(0, 0), _file.Name, LayerwiseMacro);
        }

        SnippetFunctions.Check(_file, "float", "optimizer_trust", "(float parameter_norm, float measured_norm, Hyper hyper)");
        SnippetFunctions.Check(_file, "float", "optimizer_measured", "(float parameter, float gradient, State state, Hyper hyper, PerUpdate per_update)");
        SnippetFunctions.Check(_file, "Hyper", "optimizer_without_trust", "(Hyper hyper)");
        return true;
    }

    // What it holds matters to the snippet alone.
    private void RequireStruct(string structName) => _ = Members(structName);

    private List<StructMember> Members(string structName)
    {
        if (!_structs.TryGetValue(structName, out List<StructMember> members))
        {
            _file.Report(KernelDiagnostics.StructMissing, new TextSpan(0, 0), _file.Name, structName);
            return [];
        }

        foreach (StructMember member in members.Where(member => member.Type is null))
        {
            _file.Report(KernelDiagnostics.StructMember, member.Name.Span, member.Name.Text, structName, member.TypeText);
        }

        return members.FindAll(member => member.Type is not null);
    }
}
