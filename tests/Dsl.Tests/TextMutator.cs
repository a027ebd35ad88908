using System.Text;

namespace SweepDsl.Dsl.Tests;

/// <summary>Damages texts of a corpus by seed: bytes, lines and tokens.</summary>
internal sealed class TextMutator(int seed, IReadOnlyList<string> corpus)
{
    private static readonly string[] Tokens =
    [
        "${", "}", "${batch_size", "${1/0}", "(", ")", "[", "]", "{", ": ", "- ", "? ", ", ", "&a ", "*a", "!!float ", "---\n", "...\n", "%YAML 1.2\n", "|\n", ">-\n", "'", "\"", "\\", "#", "\t", "\r", "\n\n",
        "~", "null", "true", "yes", ".nan", "-.inf", "1e400", "-0", "0x7fffffff", "9223372036854775808", "1_000", "017", "é", "\U0001F600", "\u202E", "\0", "\uFEFF", "\u2028", "<<: ", "values", "batch_size", "conv2d",
        "dense: 0", "seeds: 100001", "examples", "!", "? :", "&&", "==", "%",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next damaged text.</summary>
    public byte[] Next()
    {
        string text = Pick(corpus);
        int changes = _random.Next(1, 5);
        for (int i = 0; i < changes; i++)
        {
            text = _random.Next(3) switch
            {
                0 => WithToken(text),
                1 => WithLines(text),
                _ => Spliced(text),
            };
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int i = _random.Next(4); i > 0 && bytes.Length > 0; i--)
        {
            bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        }

        return bytes;
    }

    private string WithToken(string text)
    {
        int start = _random.Next(text.Length + 1);
        int removed = Math.Min(_random.Next(4), text.Length - start);
        return text.Remove(start, removed).Insert(start, Pick(Tokens));
    }

    private string WithLines(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        int line = _random.Next(lines.Count);
        switch (_random.Next(4))
        {
            case 0:
                lines.RemoveAt(line);
                break;
            case 1:
                lines.Insert(line, lines[_random.Next(lines.Count)]);
                break;
            case 2:
                lines[line] = new string(' ', _random.Next(6)) + lines[line].TrimStart();
                break;
            default:
                int other = _random.Next(lines.Count);
                (lines[line], lines[other]) = (lines[other], lines[line]);
                break;
        }

        return string.Join('\n', lines);
    }

    private string Spliced(string text)
    {
        string other = Pick(corpus);
        return text[.._random.Next(text.Length + 1)] + other[_random.Next(other.Length + 1)..];
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
