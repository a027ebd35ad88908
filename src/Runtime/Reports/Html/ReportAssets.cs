using System.Text;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>The page's own files, embedded in the program.</summary>
internal static class ReportAssets
{
    /// <summary>Name of the chart library's file beside a page.</summary>
    public const string PlotlyFile = "plotly.min.js";

    private const string Prefix = "report/";

    // The order in which they build on each other.
    private static readonly string[] Scripts =
    [
        "state", "format", "document", "kept", "scales", "plots", "answer", "compare", "tradeoff", "parallel", "curves", "parameters", "budgets", "goal", "compute", "method", "table", "follow", "page",
    ];

    /// <summary>The page without contents.</summary>
    public static string Template => Text("page.html");

    /// <summary>The page's style.</summary>
    public static string Style => Text("page.css");

    /// <summary>The page's script: all its parts in a scope of their own.</summary>
    public static string Script { get; } = $"(() => {{\n'use strict';\n{string.Join('\n', Scripts.Select(name => Text($"js/{name}.js")))}}})();\n";

    /// <summary>The chart library, with its licence on top.</summary>
    public static string Plotly => Text(PlotlyFile);

    /// <summary>Number of bytes of the chart library.</summary>
    public static long PlotlyLength
    {
        get
        {
            using Stream stream = Open(PlotlyFile);
            return stream.Length;
        }
    }

    /// <summary>Copies the chart library.</summary>
    public static void CopyPlotly(Stream destination)
    {
        using Stream stream = Open(PlotlyFile);
        stream.CopyTo(destination);
    }

    private static string Text(string name)
    {
        using StreamReader reader = new(Open(name), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Stream Open(string name) =>
        typeof(ReportAssets).Assembly.GetManifestResourceStream(Prefix + name) ?? throw new InvalidOperationException($"The program lacks its part '{name}'.");
}
