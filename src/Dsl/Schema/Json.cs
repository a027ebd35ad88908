using System.Globalization;
using System.Text;

namespace SweepDsl.Dsl.Schema;

/// <summary>A JSON value to be written. .NET Standard brings no writer, and one dependency is enough for a source generator.</summary>
internal abstract record Json
{
    /// <summary>An object with its members in order.</summary>
    public static Json Object(params (string Key, Json? Value)[] members) =>
        new JsonObject([.. members.Where(member => member.Value is not null).Select(member => (member.Key, member.Value!))]);

    /// <summary>This object with one more member, in first place.</summary>
    public Json With(string key, Json value) => this is JsonObject own
        ? new JsonObject([(key, value), .. own.Members])
        : throw new InvalidOperationException("Only an object has members.");

    /// <summary>An array.</summary>
    public static Json Array(IEnumerable<Json> items) => new JsonArray([.. items]);

    /// <summary>Converts a text.</summary>
    public static implicit operator Json(string text) => new JsonLiteral(Quote(text));

    /// <summary>Converts a number; whole ones are written without a point.</summary>
    public static implicit operator Json(double number) => new JsonLiteral(number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Converts a truth value.</summary>
    public static implicit operator Json(bool truth) => new JsonLiteral(truth ? "true" : "false");

    /// <summary>The text, indented by two, with line feeds and one at its end.</summary>
    public string ToText()
    {
        StringBuilder text = new();
        Write(text, 0);
        return text.Append('\n').ToString();
    }

    protected abstract void Write(StringBuilder text, int indent);

    private static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static void WriteBlock<T>(StringBuilder text, int indent, IReadOnlyList<T> items, char open, char close, Action<T> write)
    {
        text.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(' ', (indent + 1) * 2);
            write(items[i]);
        }

        if (items.Count > 0)
        {
            text.Append('\n').Append(' ', indent * 2);
        }

        text.Append(close);
    }

    private sealed record JsonObject(IReadOnlyList<(string Key, Json Value)> Members) : Json
    {
        protected override void Write(StringBuilder text, int indent) => WriteBlock(text, indent, Members, '{', '}', member =>
        {
            text.Append(Quote(member.Key)).Append(": ");
            member.Value.Write(text, indent + 1);
        });
    }

    private sealed record JsonArray(IReadOnlyList<Json> Items) : Json
    {
        protected override void Write(StringBuilder text, int indent)
        {
            if (Items.All(item => item is JsonLiteral))
            {
                text.Append('[').Append(string.Join(", ", Items.Cast<JsonLiteral>().Select(item => item.Text))).Append(']');
                return;
            }

            WriteBlock(text, indent, Items, '[', ']', item => item.Write(text, indent + 1));
        }
    }

    private sealed record JsonLiteral(string Text) : Json
    {
        protected override void Write(StringBuilder text, int indent) => text.Append(Text);
    }
}
