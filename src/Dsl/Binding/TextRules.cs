using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>What texts may be, so that they are safe as file names on every system.</summary>
internal static class TextRules
{
    private const int LongestName = 64;
    private const int LongestText = 4000;
    private const int LongestPath = 200;

    private static readonly HashSet<string> DeviceNames = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })], StringComparer.OrdinalIgnoreCase);

    /// <summary>The rule that a text breaks, and how; null when it breaks none.</summary>
    public static (DiagnosticDescriptor? Broken, string Reason) Judge(string text, TextKind kind) => kind switch
    {
        TextKind.FileName => NameFault(text) is { } fault ? (DiagnosticCatalogue.UnsafeName, fault) : (null, ""),
        TextKind.RelativePath => PathFault(text) is { } fault ? (DiagnosticCatalogue.UnsafePath, fault) : (null, ""),
        _ => text.Length > LongestText ? (DiagnosticCatalogue.OutOfRange, $"has more than {LongestText} characters") : (null, ""),
    };

    private static string? NameFault(string name) =>
        name.Length is 0 or > LongestName ? $"has {name.Length} characters"
        : name.FirstOrDefault(c => !IsNameCharacter(c)) is var odd && odd != '\0' ? $"holds {Wording.Quote(odd.ToString())}"
        : name[0] is '.' or '_' or '-' ? $"begins with '{name[0]}'"
        : name[name.Length - 1] == '.' ? "ends with '.', which Windows drops"
        : IsDevice(name) ? "is the name of a device on Windows"
        : null;

    private static string? PathFault(string path)
    {
        if (path.Length is 0 or > LongestPath)
        {
            return $"has {path.Length} characters, and a path has 1 to {LongestPath}";
        }

        if (path[0] is '/' or '~' || path.IndexOf(':') >= 0)
        {
            return "is not relative";
        }

        if (path.IndexOfAny(['\\', '<', '>', '"', '|', '?', '*', '\n', '\r', '\t']) >= 0)
        {
            return "holds a character that paths cannot have everywhere";
        }

        string[] parts = path.Split('/');
        return parts.Contains("..") ? "leaves its folder by '..'"
            : parts.Any(part => part.Length == 0) ? "has an empty part"
            : parts.Any(part => part != "." && part[part.Length - 1] is '.' or ' ') ? "has a part that ends with '.' or a space, which Windows drops"
            : parts.Any(IsDevice) ? "has a part that is the name of a device on Windows"
            : null;
    }

    private static bool IsNameCharacter(char character) => character is '.' or '_' or '-' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDevice(string name) => DeviceNames.Contains(name.Split('.')[0].TrimEnd(' '));
}
