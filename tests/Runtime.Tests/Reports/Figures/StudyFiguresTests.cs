using System.Text;
using System.Xml.Linq;
using SweepDsl.Runtime.Reports.Figures;
using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reports.Figures;

public sealed class StudyFiguresTests
{
    private static readonly MetricDefinition Accuracy = new("test_accuracy", MetricGoal.Maximize);
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void The_answer_has_a_dot_for_each_seed_and_a_mark_for_each_mean()
    {
        XElement picture = Picture("answer.svg", StoredStudies.Of((8, [0.90, 0.91, 0.92]), (16, [0.80, 0.81, 0.82]), (32, [0.1, 0.2, 0.3])));

        Assert.That(Attributes(picture, "circle", "fill-opacity").Count(opacity => opacity == "0.42"), Is.EqualTo(9));
        Assert.That(Attributes(picture, "circle", "stroke-width").Count(width => width == "2"), Is.EqualTo(3));
        Assert.That(Texts(picture), Does.Contain("8").And.Contain("16").And.Contain("32").And.Contain("batch_size").And.Contain("test accuracy").And.Contain("60 %"));
    }

    [Test]
    public void Values_that_double_lie_at_even_steps()
    {
        XElement picture = Picture("answer.svg", StoredStudies.Of([.. new[] { 8, 16, 32, 64, 128 }.Select(size => (size, new[] { 0.5, 0.6 }))]));
        double[] places = [.. picture.Descendants(Svg + "text").Where(text => text.Value is "8" or "16" or "32" or "64" or "128").Select(text => (double)text.Attribute("x")!)];

        Assert.That(places.Zip(places.Skip(1), (a, b) => b - a), Is.All.EqualTo(places[1] - places[0]).Within(0.02));
    }

    [Test]
    public void What_diverged_is_drawn_below()
    {
        XElement picture = Picture("answer.svg", StoredStudies.Of((8, [0.90, 0.91]), (16, [0.8, StoredStudies.Diverged]), (32, [StoredStudies.Diverged, StoredStudies.Diverged])));

        Assert.That(picture.Descendants(Svg + "line").Count(line => (string?)line.Attribute("class") == "lost"), Is.EqualTo(2 * 2));
        Assert.That(Texts(picture), Does.Contain("no value"));
    }

    [Test]
    public void Parallel_coordinates_have_a_line_for_each_trial_that_ended()
    {
        XElement picture = Picture("parallel.svg", StoredStudies.Of((8, [0.90, 0.91, StoredStudies.Missing]), (16, [0.8, StoredStudies.Diverged])));

        Assert.That(picture.Descendants(Svg + "polyline").Count(), Is.EqualTo(4));
        Assert.That(Attributes(picture, "polyline", "class").Count(kind => kind == "lost"), Is.EqualTo(1));
    }

    [Test]
    public void Studies_without_anything_to_show_have_no_pictures()
    {
        Assert.That(StudyFigures.Of(Reported(StoredStudies.Of((8, [StoredStudies.Missing]), (16, [StoredStudies.Missing])))), Is.Empty);
    }

    [TestCase("</text><script>alert(1)</script>")]
    [TestCase("]]>&<!--")]
    [TestCase("\u0001\u001b[31m\ud800")]
    public void Hostile_words_stay_text(string word)
    {
        ParameterSet Set(string value) => new([KeyValuePair.Create("optimizer", (ParameterValue)value)]);

        XElement picture = Picture("answer.svg", StoredStudies.Of(Accuracy, (Set(word), [0.5, 0.6]), (Set("adam"), [0.7, 0.8])));

        Assert.That(picture.Descendants().Select(element => element.Name.LocalName).Distinct(), Is.EquivalentTo(new[] { "title", "style", "line", "text", "circle" }));
    }

    [Test]
    public void Learning_curves_have_a_line_for_each_point_on_both_sides()
    {
        StoredStudy study = StoredStudies.Of((8, [0.90, 0.91]), (16, [0.8, 0.81]));
        ImmutableArray<IReadOnlyList<Evaluation>> curves =
            [.. study.Trials.Select(_ => (IReadOnlyList<Evaluation>)[.. Enumerable.Range(1, 4).Select(i => StoredStudies.Evaluation(1.0 / i, 1 - (0.5 / i)) with { Epoch = i })])];

        XElement picture = Picture("curves.svg", new ReportedStudy(study, curves, null, new StudyEnergy([]), null));

        Assert.That(picture.Descendants(Svg + "polyline").Count(), Is.EqualTo(4));
        Assert.That(Texts(picture), Does.Contain("train accuracy").And.Contain("test accuracy").And.Contain("epochs"));
    }

    private static ReportedStudy Reported(StoredStudy study) => new(study, [.. study.Trials.Select(_ => (IReadOnlyList<Evaluation>)[])], null, new StudyEnergy([]), null);

    private static XElement Picture(string file, StoredStudy study) => Picture(file, Reported(study));

    private static XElement Picture(string file, ReportedStudy study) => XElement.Parse(Encoding.UTF8.GetString(StudyFigures.Of(study).Single(picture => picture.File == file).Content));

    private static IEnumerable<string?> Attributes(XElement picture, string element, string name) => picture.Descendants(Svg + element).Select(one => (string?)one.Attribute(name));

    private static string[] Texts(XElement picture) => [.. picture.Descendants(Svg + "text").Select(text => text.Value)];
}
