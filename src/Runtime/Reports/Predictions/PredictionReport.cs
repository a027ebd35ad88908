using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Predictions;

/// <summary>What a trained network says of images, for people and for programs.</summary>
/// <param name="Study">The study.</param>
/// <param name="Trial">The trial whose network it is.</param>
/// <param name="Device">Where it ran; null when no image could be decoded.</param>
/// <param name="Images">The images, in the order they were named.</param>
/// <param name="Classes">How many classes are told of each.</param>
internal sealed record PredictionReport(StudyRecord Study, StoredTrial Trial, string? Device, ImmutableArray<ImagePrediction> Images, int Classes)
{
    /// <summary>Prints a table of what was decoded: for each image its likeliest classes.</summary>
    public void Print(TextWriter output)
    {
        ImmutableArray<ImagePrediction> decoded = [.. Images.Where(image => image.Fault is null)];
        if (decoded.IsEmpty)
        {
            return;
        }

        int classes = Math.Min(Classes, decoded[0].Probabilities.Length);
        List<TextColumn> columns = [new("image", [.. decoded.Select(image => Printable(image.File))], IsText: true)];
        for (int place = 0; place < classes; place++)
        {
            (int Label, double Probability)[] told = [.. decoded.Select(image => image.Top(place + 1).Last())];
            columns.Add(new TextColumn(place == 0 ? "class" : "", [.. told.Select(one => Printable(NameOf(one.Label)))], IsText: true));
            columns.Add(new TextColumn(place == 0 ? "probability" : "", [.. told.Select(one => one.Probability.ToString("0.0000", CultureInfo.InvariantCulture))]));
        }

        new TextTable([.. columns]).Print(output, int.MaxValue);
    }

    /// <summary>One JSON document.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("experiment", Study.Experiment);
            json.WriteString("trial", Trial.Trial.Id);
            ParameterJson.Write(json, "parameters", Trial.Trial.Parameters);
            json.WriteNumber("seed", Trial.Trial.Seed);
            json.WriteString("device", Device);
            json.WriteStartArray("images");
            foreach (ImagePrediction image in Images)
            {
                Write(json, image);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter json, ImagePrediction image)
    {
        json.WriteStartObject();
        json.WriteString("file", image.File);
        if (image.Size is not { } size)
        {
            json.WriteString("error", image.Fault);
            json.WriteEndObject();
            return;
        }

        json.WriteNumber("height", size.Height);
        json.WriteNumber("width", size.Width);
        json.WriteStartArray("classes");
        foreach ((int label, double probability) in image.Top(Classes))
        {
            json.WriteStartObject();
            json.WriteNumber("label", label);
            json.WriteString("name", NameOf(label));
            JsonFloat.Write(json, "probability", probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("outputs");
        foreach (float output in image.Outputs)
        {
            JsonFloat.WriteValue(json, output);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private string NameOf(int label) => label < Study.Data.ClassNames.Length ? Study.Data.ClassNames[label] : label.ToString(CultureInfo.InvariantCulture);

    // Names of files and of classes may hold what a terminal would obey.
    private static string Printable(string text) => string.Concat(text.Select(sign => char.IsControl(sign) ? '?' : sign));
}
