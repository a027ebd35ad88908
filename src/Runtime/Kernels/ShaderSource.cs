using System.Globalization;
using System.Text;

namespace SweepDsl.Runtime.Kernels;

/// <summary>
/// Makes one flat GLSL text of a kernel: quoted includes are files of the shader folder, each taken once; angle-bracket includes are slots, filled by the dispatch's snippets.
/// <c>#line</c> directives keep the compiler's messages at the user's file and line.
/// </summary>
/// <param name="readFile">Gives the text of a file of the shader folder, named with forward slashes relative to it; throws <see cref="IOException"/> when there is none.</param>
public sealed class ShaderSource(Func<string, string> readFile)
{
    private const string LineDirectiveExtension = "#extension GL_GOOGLE_cpp_style_line_directive : require";

    /// <summary>Reads from a folder on disk.</summary>
    public static ShaderSource FromFolder(string folder) => new(path => File.ReadAllText(Path.Combine(folder, path)));

    /// <summary>The flat text of a kernel with its slots filled.</summary>
    /// <param name="kernel">The kernel's name: <c>NAME.comp</c> is read.</param>
    /// <param name="snippets">What fills the slots.</param>
    /// <exception cref="InvalidDataException">An include names no file or an unfilled slot.</exception>
    public string Expand(string kernel, IEnumerable<Snippet> snippets)
    {
        Expansion expansion = new(readFile, snippets.ToDictionary(snippet => snippet.Slot, snippet => snippet.Path));
        expansion.Append($"{kernel}.comp");
        return expansion.Text;
    }

    /// <summary>The slots of a kernel and of what it includes, in order of appearance.</summary>
    /// <param name="kernel">The kernel's name: <c>NAME.comp</c> is read.</param>
    public IReadOnlyList<string> Slots(string kernel)
    {
        List<string> slots = [];
        HashSet<string> taken = [];
        Visit($"{kernel}.comp");
        return slots;

        void Visit(string path)
        {
            if (!taken.Add(path))
            {
                return;
            }

            foreach (string? target in readFile(path).Split('\n').Select(text => IncludeTarget(text.Trim())))
            {
                switch (target)
                {
                    case ['"', .. string file, '"']:
                        Visit(file);
                        break;
                    case ['<', .. string slot, '>'] when !slots.Contains(slot):
                        slots.Add(slot);
                        break;
                }
            }
        }
    }

    // What stands behind #include, its quotes or brackets included; null in any other line.
    private static string? IncludeTarget(string text)
    {
        const string directive = "#include";
        return text.StartsWith(directive, StringComparison.Ordinal) ? text[directive.Length..].Split("//")[0].Trim() : null;
    }

    private sealed class Expansion(Func<string, string> readFile, Dictionary<string, string> slots)
    {
        private readonly StringBuilder _text = new();
        private readonly HashSet<string> _taken = [];

        public string Text => _text.ToString();

        public void Append(string path)
        {
            if (!_taken.Add(path))
            {
                return;
            }

            bool isKernel = _taken.Count == 1;
            int line = 0;
            if (!isKernel)
            {
                AppendLineDirective(1, path);
            }

            foreach (string text in readFile(path).Split('\n'))
            {
                line++;
                if (IncludedPath(text.Trim(), path, line) is { } included)
                {
                    AppendIncluded(included, path, line);
                    AppendLineDirective(line + 1, path);
                    continue;
                }

                _text.Append(text.TrimEnd('\r')).Append('\n');
                if (isKernel && text.StartsWith("#version", StringComparison.Ordinal))
                {
                    _text.Append(LineDirectiveExtension).Append('\n');
                    AppendLineDirective(line + 1, path);
                }
            }
        }

        private void AppendIncluded(string included, string path, int line)
        {
            try
            {
                Append(included);
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                throw new InvalidDataException($"shaders/{path}({line}): there is no file shaders/{included} to include.", error);
            }
        }

        private string? IncludedPath(string text, string path, int line)
        {
            return IncludeTarget(text) switch
            {
                null => null,
                ['"', .. string file, '"'] => file,
                ['<', .. string slot, '>'] when slots.TryGetValue(slot, out string? file) => file,
                ['<', .. string slot, '>'] => throw new InvalidDataException($"shaders/{path}({line}): slot <{slot}> is not filled by the dispatch; expected one of: {string.Join(", ", slots.Keys)}."),
                _ => throw new InvalidDataException($"shaders/{path}({line}): cannot read '{text}'; expected #include \"file\" or #include <slot>."),
            };
        }

        private void AppendLineDirective(int line, string path) => _text.Append(CultureInfo.InvariantCulture, $"#line {line} \"{path}\"\n");
    }
}
