using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>The specialization constants of a kernel, by id.</summary>
internal sealed class ConstantTable(GlslText file)
{
    /// <summary>The constant by which a kernel demands its subgroup size.</summary>
    public const string SubgroupSize = "subgroup_size";

    private static readonly string[] WorkgroupSizes = ["local_size_x_id", "local_size_y_id", "local_size_z_id"];

    private readonly SortedDictionary<uint, (GlslToken Token, ConstantModel Model)> _byId = [];
    private readonly List<(GlslToken Token, uint Id)> _workgroupSizes = [];
    private bool _isRow = true;

    public void Add(GlslQualifiers qualifiers, GlslToken type, GlslToken name, List<GlslToken> value, TextSpan valueSpan, string comment)
    {
        if (qualifiers.Value(file, "constant_id") is not uint id)
        {
            return;
        }

        if (GlslScalar.Parse(type.Text) is not GlslType scalar)
        {
            file.Report(KernelDiagnostics.ConstantType, type.Span, name.Text, type.Text);
        }
        else if (_byId.TryGetValue(id, out (GlslToken Token, ConstantModel Model) other))
        {
            file.Report(KernelDiagnostics.ConstantIdDuplicate, name.Span, other.Model.Name, name.Text, $"{id}");
        }
        else
        {
            string? literal = GlslLiteral.ToCSharp(scalar, value);
            if (literal is null)
            {
                file.Report(KernelDiagnostics.ConstantDefault, valueSpan, name.Text, type.Text);
            }

            _byId.Add(id, (name, new(name.Text, id, scalar, literal ?? "default", comment)));
        }
    }

    public void AddWorkgroupSize(GlslQualifiers qualifiers)
    {
        _isRow &= !qualifiers.HasLayout("local_size_y") && !qualifiers.HasLayout("local_size_z");
        foreach (string key in WorkgroupSizes)
        {
            if (qualifiers.Value(file, key) is uint id)
            {
                _workgroupSizes.Add((qualifiers.KeyToken(key), id));
            }
        }
    }

    /// <summary>All constants in id order; reports workgroup sizes that refer to none.</summary>
    public List<(GlslToken Token, ConstantModel Model)> InOrder()
    {
        foreach ((GlslToken token, uint id) in _workgroupSizes.Where(size => !_byId.ContainsKey(size.Id)))
        {
            file.Report(KernelDiagnostics.LocalSizeId, token.Span, token.Text, $"{id}");
        }

        return [.. _byId.Values];
    }

    /// <summary>The name of the constant that is the workgroup's width, when the kernel demands its subgroup size; null when it does not, or wrongly, which is reported.</summary>
    public string? SubgroupWorkgroup()
    {
        (GlslToken token, ConstantModel? demand) = _byId.Values.FirstOrDefault(constant => constant.Model.Name == SubgroupSize);
        if (demand is null)
        {
            return null;
        }

        if (demand.Type == GlslType.Uint && _isRow && _workgroupSizes.Count == 1 && _workgroupSizes[0].Token.Is(WorkgroupSizes[0])
            && _byId.TryGetValue(_workgroupSizes[0].Id, out (GlslToken Token, ConstantModel Model) width) && width.Model.Type == GlslType.Uint)
        {
            return width.Model.Name;
        }

        file.Report(KernelDiagnostics.SubgroupSize, token.Span, token.Text);
        return null;
    }
}
