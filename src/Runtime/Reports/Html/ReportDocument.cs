using System.Text.Encodings.Web;
using System.Text.Json;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>All that a page shows, as one JSON document: a pure function of what is stored.</summary>
public static class ReportDocument
{
    // The default encoder leaves no character that could end a script or begin markup: '<', '>', '&', quotes and all beyond ASCII are escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>Writes the document.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="studies">The studies, side by side.</param>
    public static void Write(Stream stream, IReadOnlyList<ReportedStudy> studies)
    {
        int trials = studies.Sum(study => study.Study.Trials.Length);
        using Utf8JsonWriter json = new(stream, Options);
        json.WriteStartObject();
        json.WriteString("version", ProgramVersion.Text);
        json.WriteStartArray("studies");
        foreach (ReportedStudy study in studies)
        {
            StudyDocument.Write(json, study, trials);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
