using SweepDsl.Generator.Diagnostics;

namespace SweepDsl.Generator.Glsl;

/// <summary>What stands before a declaration's type: qualifiers in any order, and the entries of all its <c>layout(…)</c>.</summary>
internal sealed class GlslQualifiers
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "const", "in", "out", "inout", "uniform", "buffer", "shared", "coherent", "volatile", "restrict", "readonly", "writeonly",
        "highp", "mediump", "lowp", "precise", "invariant", "flat", "smooth", "noperspective", "centroid", "patch", "sample",
    };

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (GlslToken Key, List<GlslToken> Value)> _layout = new(StringComparer.Ordinal);

    /// <summary>Whether a word begins a declaration and so cannot be a name.</summary>
    public static bool IsQualifier(string word) => word == "layout" || Words.Contains(word);

    public bool Has(string word) => _words.Contains(word);

    public bool HasLayout(string key) => _layout.ContainsKey(key);

    /// <summary>Reads all qualifiers at the cursor. False when a layout cannot be read, which is reported.</summary>
    public static bool TryRead(GlslCursor cursor, out GlslQualifiers qualifiers)
    {
        qualifiers = new();
        while (true)
        {
            if (cursor.Current.Is("layout"))
            {
                cursor.Next();
                if (!qualifiers.TryReadLayout(cursor))
                {
                    return false;
                }
            }
            else if (Words.Contains(cursor.Current.Text))
            {
                qualifiers._words.Add(cursor.Next().Text);
            }
            else
            {
                return true;
            }
        }
    }

    /// <summary>The value of a layout entry; null when it is absent, or no literal, which is reported.</summary>
    public uint? Value(GlslText file, string key)
    {
        if (!_layout.TryGetValue(key, out (GlslToken Key, List<GlslToken> Value) entry))
        {
            return null;
        }

        if (entry.Value.Count == 1 && GlslLiteral.TryReadInteger(entry.Value[0].Text, out long value) && value is >= 0 and <= int.MaxValue)
        {
            return (uint)value;
        }

        file.Report(KernelDiagnostics.LayoutLiteral, entry.Value.Count > 0 ? entry.Value[0].Span : entry.Key.Span, key);
        return null;
    }

    public GlslToken KeyToken(string key) => _layout[key].Key;

    private bool TryReadLayout(GlslCursor cursor)
    {
        if (!cursor.Expect("("))
        {
            return false;
        }

        do
        {
            if (!cursor.TryExpectName("a layout qualifier", out GlslToken key))
            {
                return false;
            }

            // As in GLSL, the last of several equal entries counts.
            _layout[key.Text] = (key, cursor.TryTake("=") ? cursor.TakeUntil(",", ")", ";", "{") : []);
        }
        while (cursor.TryTake(","));

        return cursor.Expect(")");
    }
}
