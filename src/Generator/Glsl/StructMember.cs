using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>A member of a struct or of a push-constant block.</summary>
/// <param name="Type">Null for any type but a single uint, int or float.</param>
/// <param name="TypeText">The type as written, for messages.</param>
/// <param name="Comment">The comment behind the declaration.</param>
internal sealed record StructMember(GlslToken Name, GlslType? Type, string TypeText, string Comment)
{
    /// <summary>Reads members up to the closing brace, which is not taken. What cannot be read is reported and skipped.</summary>
    public static List<StructMember> ReadAll(GlslCursor cursor)
    {
        List<StructMember> members = [];
        while (!cursor.IsAtEnd && !cursor.Current.Is("}"))
        {
            if (!TryReadOne(cursor, members))
            {
                cursor.TakeUntil(";", "}");
                cursor.TryTake(";");
            }
        }

        return members;
    }

    /// <summary>Reads one declaration, which may name several members: <c>float a, b;</c>.</summary>
    private static bool TryReadOne(GlslCursor cursor, List<StructMember> members)
    {
        if (!GlslQualifiers.TryRead(cursor, out GlslQualifiers qualifiers) || !cursor.TryExpectName("a member's type", out GlslToken type))
        {
            return false;
        }

        // An explicit offset would leave holes, which the four-bytes-each layout does not have.
        bool isPlain = !qualifiers.HasLayout("offset") && !qualifiers.HasLayout("align");
        bool isArrayType = cursor.SkipBrackets();
        List<(GlslToken Name, bool IsArray)> names = [];
        do
        {
            if (!cursor.TryExpectName("a member's name", out GlslToken name))
            {
                return false;
            }

            names.Add((name, isArrayType | cursor.SkipBrackets()));
        }
        while (cursor.TryTake(","));

        int end = cursor.Current.Span.End;
        if (!cursor.Expect(";"))
        {
            return false;
        }

        string comment = cursor.File.CommentBehind(end);
        foreach ((GlslToken name, bool isArray) in names)
        {
            GlslType? scalar = isPlain && !isArray ? GlslScalar.Parse(type.Text) : null;
            string typeText = isArray ? type.Text + "[]" : isPlain ? type.Text : $"layout(offset) {type.Text}";
            members.Add(new(name, scalar is GlslType.Bool ? null : scalar, typeText, comment));
        }

        return true;
    }
}
