using Microsoft.CodeAnalysis.Text;
using SweepDsl.Dsl;
using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>Reads what a compute shader declares to its caller. Whatever is wrong becomes a diagnostic, and the rest is still read.</summary>
internal sealed class KernelParser
{
    private const int MaxPushConstantBytes = 128;

    private readonly GlslText _file;
    private readonly GlslCursor _cursor;
    private readonly BufferTable _buffers;
    private readonly ConstantTable _constants;
    private readonly TakenNames _members;
    private readonly List<PushConstantModel> _pushConstants = [];
    private bool _hasPushConstants;

    private KernelParser(GlslText file)
    {
        _file = file;
        _cursor = new(file);
        _buffers = new(file);
        _constants = new(file);
        _members = new(file, "Signature", "Dispatch");
    }

    public static Parsed<KernelModel> Parse(string path, SourceText source, CancellationToken cancellationToken)
    {
        GlslText file = GlslLexer.Read(path, source);
        if (!SnakeCase.Check(file))
        {
            return new(null, file.Start, file.Diagnostics);
        }

        KernelParser parser = new(file);
        parser.ReadSlots();
        while (!parser._cursor.IsAtEnd)
        {
            cancellationToken.ThrowIfCancellationRequested();
            parser.ReadDeclaration();
        }

        return new(parser.Finish(), file.Start, file.Diagnostics);
    }

    private KernelModel Finish() => new(
        _file.Name,
        _file.Summary,
        _constants.InOrder().Where(constant => _members.TryAdd(constant.Token)).Select(constant => constant.Model).ToValueList(),
        _buffers.InOrder().Where(buffer => _members.TryAdd(buffer.Token)).Select(buffer => buffer.Model).ToValueList(),
        _pushConstants.ToValueList(),
        Slots().Select(include => include.Target).Distinct().ToValueList(),
        _constants.SubgroupWorkgroup());

    private IEnumerable<GlslInclude> Slots() => _file.Includes.Where(include => include.IsSlot && KernelSlots.Contains(include.Target));

    private void ReadSlots()
    {
        foreach (GlslInclude include in _file.Includes.Where(include => include.IsSlot && !KernelSlots.Contains(include.Target)))
        {
            _file.Report(KernelDiagnostics.UnknownSlot, include.Span, include.Target);
        }

        _members.Reserve(Slots().Select(include => include.Target));
    }

    private void ReadDeclaration()
    {
        if (!GlslQualifiers.TryRead(_cursor, out GlslQualifiers qualifiers))
        {
            _cursor.SkipStatement();
            return;
        }

        GlslToken name = _cursor.Current;
        bool isBlock = name.Kind == GlslTokenKind.Identifier && _cursor.PeekAt(1).Is("{");
        if (qualifiers.Has("buffer") && isBlock)
        {
            ReadBuffer(qualifiers);
        }
        else if (qualifiers.Has("uniform") && qualifiers.HasLayout("push_constant"))
        {
            ReadPushConstants();
        }
        else if (qualifiers.Has("uniform") && name.Text is "samplerBuffer")
        {
            ReadTexels(qualifiers);
        }
        else if (qualifiers.Has("uniform") && name.Text is "isamplerBuffer" or "usamplerBuffer")
        {
            _file.Report(KernelDiagnostics.TexelType, _cursor.PeekAt(1).Span, _cursor.PeekAt(1).Text, name.Text);
            SkipBlock();
        }
        else if (qualifiers.Has("uniform") && !name.Is(";"))
        {
            GlslToken resource = isBlock ? name : _cursor.PeekAt(1);
            _file.Report(KernelDiagnostics.Resource, resource.Span, resource.Text);
            SkipBlock();
        }
        else if (qualifiers.HasLayout("constant_id"))
        {
            ReadConstant(qualifiers);
        }
        else
        {
            if (qualifiers.Has("in"))
            {
                _constants.AddWorkgroupSize(qualifiers);
            }

            _cursor.SkipStatement();
        }
    }

    private void ReadBuffer(GlslQualifiers qualifiers)
    {
        GlslToken name = _cursor.Next();
        (bool isReadOnly, bool isWriteOnly) = ReadMemberAccess();
        if (!EndBlock(name, out string comment))
        {
            return;
        }

        string access = isReadOnly || qualifiers.Has("readonly") ? "Read" : isWriteOnly || qualifiers.Has("writeonly") ? "Write" : "ReadWrite";
        _buffers.Add(name, qualifiers, new(name.Text, access, comment));
    }

    private void ReadTexels(GlslQualifiers qualifiers)
    {
        _cursor.Next();
        bool isArray = _cursor.SkipBrackets();
        if (!_cursor.TryExpectName("the name of the samplerBuffer", out GlslToken name))
        {
            _cursor.SkipStatement();
            return;
        }

        if (isArray || _cursor.Current.Is("["))
        {
            _file.Report(KernelDiagnostics.BlockArray, name.Span, name.Text);
            SkipBlock();
            return;
        }

        int end = _cursor.Current.Span.End;
        if (!_cursor.Expect(";"))
        {
            _cursor.SkipStatement();
            return;
        }

        ReportConditional(name);
        _buffers.Add(name, qualifiers, new(name.Text, "Read", _file.CommentBehind(end), IsTexels: true));
    }

    /// <summary>Reads the braces of a buffer block; says whether all members are marked readonly, or all writeonly.</summary>
    private (bool IsReadOnly, bool IsWriteOnly) ReadMemberAccess()
    {
        (bool isReadOnly, bool isWriteOnly) = (true, true);
        _cursor.Next();
        while (!_cursor.IsAtEnd && !_cursor.Current.Is("}"))
        {
            List<GlslToken> member = _cursor.TakeUntil(";", "}");
            isReadOnly &= member.Any(token => token.Is("readonly"));
            isWriteOnly &= member.Any(token => token.Is("writeonly"));
            _cursor.TryTake(";");
        }

        return (isReadOnly, isWriteOnly);
    }

    /// <summary>Reads from a block's closing brace to its semicolon.</summary>
    private bool EndBlock(GlslToken name, out string comment)
    {
        comment = "";
        if (!_cursor.Expect("}"))
        {
            return false;
        }

        if (_cursor.Current.Kind == GlslTokenKind.Identifier && !GlslQualifiers.IsQualifier(_cursor.Current.Text))
        {
            _cursor.Next();
        }

        if (_cursor.Current.Is("["))
        {
            _file.Report(KernelDiagnostics.BlockArray, name.Span, name.Text);
            _cursor.SkipStatement();
            return false;
        }

        int end = _cursor.Current.Span.End;
        if (!_cursor.Expect(";"))
        {
            return false;
        }

        comment = _file.CommentBehind(end);
        ReportConditional(name);
        return true;
    }

    private void ReadPushConstants()
    {
        if (!_cursor.TryExpectName("the name of the push-constant block", out GlslToken name) || !_cursor.Expect("{"))
        {
            _cursor.SkipStatement();
            return;
        }

        if (_hasPushConstants)
        {
            _file.Report(KernelDiagnostics.PushConstantBlocks, name.Span, name.Text);
            SkipBlock();
            return;
        }

        _hasPushConstants = true;
        foreach (StructMember member in StructMember.ReadAll(_cursor))
        {
            if (member.Type is not GlslType type)
            {
                _file.Report(KernelDiagnostics.PushConstantType, member.Name.Span, member.Name.Text, member.TypeText);
            }
            else if (_members.TryAdd(member.Name))
            {
                _pushConstants.Add(new(member.Name.Text, type, member.Comment));
            }
        }

        int bytes = _pushConstants.Count * sizeof(uint);
        if (EndBlock(name, out _) && bytes > MaxPushConstantBytes)
        {
            _file.Report(KernelDiagnostics.PushConstantSize, name.Span, name.Text, $"{bytes}");
        }
    }

    private void ReadConstant(GlslQualifiers qualifiers)
    {
        if (!_cursor.TryExpectName("the type of the specialization constant", out GlslToken type)
            || !_cursor.TryExpectName("the name of the specialization constant", out GlslToken name)
            || !_cursor.Expect("="))
        {
            _cursor.SkipStatement();
            return;
        }

        List<GlslToken> value = _cursor.TakeUntil(";", ",");
        int end = _cursor.Current.Span.End;
        if (!_cursor.Expect(";"))
        {
            _cursor.SkipStatement();
            return;
        }

        ReportConditional(name);
        _constants.Add(qualifiers, type, name, value, _cursor.SpanOf(value), _file.CommentBehind(end));
    }

    private void ReportConditional(GlslToken name)
    {
        if (name.IsConditional)
        {
            _file.Report(KernelDiagnostics.Conditional, name.Span, name.Text);
        }
    }

    private void SkipBlock()
    {
        _cursor.TakeUntil(";");
        _cursor.TryTake(";");
    }
}
