using System.Globalization;
using System.Text.RegularExpressions;

namespace SweepDsl.Dsl.Tests;

/// <summary>Reads the vocabulary of the repository's snippets, as far as their conventions go; the generator has the parser that judges them.</summary>
internal static partial class SnippetVocabulary
{
    public static Vocabulary Read() => new(
        Files("activations").Select(file => new ActivationWord(file.Name, Summary(file))).ToValueList(),
        Files("optimizers").Select(file => new OptimizerWord(file.Name, Summary(file), HyperMember().Matches(Hyper().Match(file.Text).Value).Select(HyperParameter).ToValueList())).ToValueList());

    private static IEnumerable<(string Name, string Text)> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Shaders, folder), "*.glsl")
            .Select(path => (Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))
            .OrderBy(file => file.Item1, StringComparer.Ordinal);

    private static string Summary((string Name, string Text) file) => file.Text.Split('\n')[0].Replace($"// {file.Name}: ", "");

    private static HyperParameter HyperParameter(Match match)
    {
        bool isTruth = match.Groups["bool"].Success;
        string value = match.Groups["default"].Value;
        NumberRange range = match.Groups["open"].Success
            ? new(Number(match.Groups["min"].Value), match.Groups["open"].Value == "[", Number(match.Groups["max"].Value), match.Groups["close"].Value == "]")
            : NumberRange.Everything;
        return new HyperParameter(
            match.Groups["name"].Value, isTruth ? ScalarType.Truth : ScalarType.Number, isTruth ? (value == "true" ? 1 : 0) : Number(value), range, match.Groups["comment"].Value);
    }

    private static double Number(string text) => text == "inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"struct Hyper\s*\{[^}]*\}")]
    private static partial Regex Hyper();

    [GeneratedRegex(@"^\s*(float|uint) (?<name>\w+);\s*// (?<bool>bool )?= (?<default>[^ :]+)( in (?<open>[\[(])(?<min>[^,]+), (?<max>[^\])]+)(?<close>[\])]))?(: (?<comment>.*))?$", RegexOptions.Multiline)]
    private static partial Regex HyperMember();
}
