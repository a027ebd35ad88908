using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>
/// Makes the page. Its text holds nothing of the studies but one JSON document, encoded so that no character of it can end the element it stands in; the script builds all elements from it as text. The
/// content security policy lets nothing run or load but what the program itself put there.
/// </summary>
public static class ReportPage
{
    // Plotly makes an empty style element and fills it by rules, which the hash of nothing allows.
    private const string EmptyHash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    /// <summary>Writes the page.</summary>
    /// <param name="stream">Where to, in UTF-8.</param>
    /// <param name="studies">The studies, side by side.</param>
    /// <param name="liveness">How the page follows a run.</param>
    /// <param name="isSingleFile">Whether the chart library stands in the page; otherwise it lies beside it.</param>
    public static void Write(Stream stream, IReadOnlyList<ReportedStudy> studies, ReportLiveness liveness, bool isSingleFile) =>
        Write(stream, data => ReportDocument.Write(data, studies), liveness, isSingleFile);

    /// <summary>Writes the page of a document that may have been made before.</summary>
    /// <param name="stream">Where to, in UTF-8.</param>
    /// <param name="writeDocument">Writes what <see cref="ReportDocument"/> makes.</param>
    /// <param name="liveness">How the page follows a run.</param>
    /// <param name="isSingleFile">Whether the chart library stands in the page; otherwise it lies beside it.</param>
    internal static void Write(Stream stream, Action<Stream> writeDocument, ReportLiveness liveness, bool isSingleFile)
    {
        string plotly = isSingleFile ? InScript(ReportAssets.Plotly) : "";
        string script = InScript(ReportAssets.Script);
        string connect = liveness.Events is null ? "" : " connect-src 'self';";
        string policy =
            $"default-src 'none'; script-src {(isSingleFile ? HashOf(plotly) : "'self'")} {HashOf(script)}; style-src {HashOf(ReportAssets.Style)} {EmptyHash}; img-src data: blob:;{connect} base-uri 'none'; form-action 'none'";
        using StreamWriter page = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        foreach ((string text, string? slot) in Parts(ReportAssets.Template))
        {
            page.Write(text);
            switch (slot)
            {
                case "policy":
                    page.Write(policy);
                    break;
                case "refresh":
                    page.Write(liveness.RefreshSeconds.ToString(CultureInfo.InvariantCulture));
                    break;
                case "events":
                    page.Write(System.Net.WebUtility.HtmlEncode(liveness.Events ?? ""));
                    break;
                case "style":
                    page.Write($"<style>{ReportAssets.Style}</style>");
                    break;
                case "data":
                    page.Flush();
                    writeDocument(stream);
                    break;
                case "plotly":
                    page.Write(isSingleFile ? $"<script>{plotly}</script>" : $"<script src=\"{ReportAssets.PlotlyFile}\"></script>");
                    break;
                case "script":
                    page.Write($"<script>{script}</script>");
                    break;
                case null:
                    break;
                default:
                    throw new InvalidOperationException($"The page's template has the unknown slot '{slot}'.");
            }
        }
    }

    // A slot is written {{name}}.
    private static IEnumerable<(string Text, string? Slot)> Parts(string template)
    {
        int start = 0;
        for (int open; (open = template.IndexOf("{{", start, StringComparison.Ordinal)) >= 0;)
        {
            int close = template.IndexOf("}}", open, StringComparison.Ordinal);
            yield return (template[start..open], template[(open + 2)..close]);
            start = close + 2;
        }

        yield return (template[start..], null);
    }

    // Inside an element only its end tag, and an opened comment, mean anything; in scripts '<' can be followed so in texts and patterns alone, where a backslash changes nothing.
    private static string InScript(string script) => script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal);

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))))}'";
}
