using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>The buffers of a kernel, by binding.</summary>
internal sealed class BufferTable(GlslText file)
{
    private readonly SortedDictionary<uint, (GlslToken Token, BufferModel Model)> _byBinding = [];

    public void Add(GlslToken name, GlslQualifiers qualifiers, BufferModel model)
    {
        if (qualifiers.Value(file, "set") is uint set and not 0)
        {
            file.Report(KernelDiagnostics.DescriptorSet, name.Span, name.Text, $"{set}");
        }

        if (!qualifiers.HasLayout("binding"))
        {
            file.Report(KernelDiagnostics.BindingMissing, name.Span, name.Text, $"{_byBinding.Count}");
        }
        else if (qualifiers.Value(file, "binding") is uint binding)
        {
            AddAt(binding, name, model);
        }
    }

    private void AddAt(uint binding, GlslToken name, BufferModel model)
    {
        if (!_byBinding.TryGetValue(binding, out (GlslToken Token, BufferModel Model) first))
        {
            _byBinding.Add(binding, (name, model));
        }
        else if (model.IsTexels == first.Model.IsTexels && model.Name.StartsWith(first.Model.Name, StringComparison.Ordinal))
        {
            // Another view of the same buffer, such as InputVectors of Input: one buffer for the caller, used in both ways.
            string access = model.Access == first.Model.Access ? model.Access : "ReadWrite";
            _byBinding[binding] = (first.Token, first.Model with { Access = access });
        }
        else
        {
            file.Report(KernelDiagnostics.BindingDuplicate, name.Span, first.Model.Name, name.Text, $"{binding}");
        }
    }

    /// <summary>All buffers in binding order; reports the first gap.</summary>
    public List<(GlslToken Token, BufferModel Model)> InOrder()
    {
        uint expected = 0;
        foreach (KeyValuePair<uint, (GlslToken Token, BufferModel Model)> entry in _byBinding)
        {
            if (entry.Key != expected)
            {
                file.Report(KernelDiagnostics.BindingGap, entry.Value.Token.Span, entry.Value.Model.Name, $"{entry.Key}", $"{expected}");
                break;
            }

            expected++;
        }

        return [.. _byBinding.Values];
    }
}
