using System.Globalization;
using System.Text;
using System.Xml;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Writes one SVG picture: light or dark as its reader prefers, with a transparent ground.</summary>
internal sealed class SvgPicture : IDisposable
{
    private const string Style = """
        text{font:12px Inter,"Helvetica Neue",Arial,sans-serif;fill:#59606b}.name{font-weight:600;fill:#1d2025}.small{font-size:11px}.axis{stroke:#858c97}.grid{stroke:#e6e5e0}.rail{fill:#efeee9}
        .ground{fill:#fff}.lost{stroke:#b34700;fill:none}.accent{stroke:#0072b2;fill:#0072b2}.seed{fill:#0072b2}.hollow{fill:#fff}
        @media(prefers-color-scheme:dark){text{fill:#a2a8b3}.name{fill:#e9e7e2}.axis{stroke:#7b828e}.grid{stroke:#2c3037}.rail{fill:#1e2126}.ground{fill:#14161a}.lost{stroke:#f0a35e}.accent{stroke:#56b4e9;fill:#56b4e9}.seed{fill:#56b4e9}.hollow{fill:#14161a}}
        """;

    private readonly XmlWriter _xml;

    /// <summary>Begins a picture.</summary>
    /// <param name="stream">Where to, in UTF-8; it stays open.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    public SvgPicture(Stream stream, double width, double height, string title)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n", CloseOutput = false, OmitXmlDeclaration = true });
        _xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(("width", width), ("height", height), ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("role", "img"), ("aria-label", title));
        _xml.WriteElementString("title", Clean(title));
        _xml.WriteElementString("style", Style);
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string kind, params (string Name, object Value)[] more) =>
        Element("line", [("class", kind), ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), .. more]);

    /// <summary>A line through points.</summary>
    public void Polyline(IEnumerable<(double X, double Y)> points, params (string Name, object Value)[] more) =>
        Element("polyline", [("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))), ("fill", "none"), .. more]);

    /// <summary>An area within points.</summary>
    public void Polygon(IEnumerable<(double X, double Y)> points, params (string Name, object Value)[] more) =>
        Element("polygon", [("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))), .. more]);

    /// <summary>A dot.</summary>
    public void Circle(double x, double y, double radius, params (string Name, object Value)[] more) => Element("circle", [("cx", x), ("cy", y), ("r", radius), .. more]);

    /// <summary>A rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, params (string Name, object Value)[] more) =>
        Element("rect", [("x", x), ("y", y), ("width", width), ("height", height), .. more]);

    /// <summary>A cross for what has no value.</summary>
    public void Cross(double x, double y, double radius)
    {
        Line(x - radius, y - radius, x + radius, y + radius, "lost", ("stroke-width", 2));
        Line(x - radius, y + radius, x + radius, y - radius, "lost", ("stroke-width", 2));
    }

    /// <summary>A text.</summary>
    /// <param name="x">Where.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text, of any kind.</param>
    /// <param name="anchor">Which part of it stands there: <c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="more">Further attributes.</param>
    public void Text(double x, double y, string text, string anchor = "start", params (string Name, object Value)[] more)
    {
        _xml.WriteStartElement("text");
        Attributes([("x", x), ("y", y), ("text-anchor", anchor), .. more]);
        _xml.WriteString(Clean(text));
        _xml.WriteEndElement();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    private void Element(string name, (string Name, object Value)[] attributes)
    {
        _xml.WriteStartElement(name);
        Attributes(attributes);
        _xml.WriteEndElement();
    }

    private void Attributes(params (string Name, object Value)[] attributes)
    {
        foreach ((string name, object value) in attributes)
        {
            _xml.WriteAttributeString(name, value switch
            {
                double number => Number(number),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => Clean(value.ToString() ?? ""),
            });
        }
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    // Characters that XML has no place for; a text from elsewhere may hold them.
    private static string Clean(string text) => text.All(XmlConvert.IsXmlChar) ? text : new string([.. text.Select(character => XmlConvert.IsXmlChar(character) ? character : '\uFFFD')]);
}
