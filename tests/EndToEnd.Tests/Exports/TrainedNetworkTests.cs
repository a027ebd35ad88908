using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SweepDsl.Experiments;
using SweepDsl.Runtime.Cli;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.EndToEnd.Tests.Exports;

/// <summary>A trained network outside its study: <c>predict</c> on the device, and ONNX's own runtime on the exported model, for the same images.</summary>
public sealed class TrainedNetworkTests
{
    private const int Images = 100;

    [TestCase("every-layer", "optimizer=adam,loss=softmax_cross_entropy")]
    [TestCase("every-layer", "optimizer=sgd,loss=mean_squared_error")]
    [TestCase("trajectory-adam", "optimizer=adam")]
    [TestCase("trajectory-blocks", "seed=0")]
    public void Onnx_and_predict_agree_with_each_other_and_with_the_measured_accuracy(string experiment, string trial)
    {
        using TemporaryFolder folder = new();
        Run("run", experiment, "--out", folder.Path, "--trials", trial, "--test-examples", $"{Images}");
        ExampleSet test = DatasetLoader.Load(new DatasetDefinition { Source = new GlyphsSource(), TrainExamples = 10, TestExamples = Images }, DataOptions.ForUser(null)).Test;

        JsonElement[] predicted = Predict(folder[experiment], trial, ImageFiles.Write(folder["images"], test));
        Run("export", folder[experiment], "--format", "onnx", "--trial", trial, "--to", folder["model.onnx"]);
        using InferenceSession session = new(folder["model.onnx"]);

        AssertAlike(Logits(session, test), predicted);
        double right = predicted.Zip(test.Labels.ToArray()).Count(pair => Best(pair.First).GetProperty("label").GetUInt32() == pair.Second);
        Assert.That(right / Images, Is.EqualTo((double)StudyFiles.Result(new StudyFiles(folder[experiment]).Trials.Single())["test_accuracy"]!).Within(1e-9));
        Dictionary<string, string> metadata = session.ModelMetadata.CustomMetadataMap;
        Assert.That((metadata["experiment"], session.ModelMetadata.ProducerName), Is.EqualTo((experiment, "sweepdsl")));
        Assert.That(JsonSerializer.Deserialize<string[]>(metadata["classes"])![Best(predicted[0]).GetProperty("label").GetInt32()], Is.EqualTo(Best(predicted[0]).GetProperty("name").GetString()));
    }

    // Three channels of different spread: each is normalised by itself, in its place.
    [Test]
    public void Onnx_and_predict_agree_on_colours()
    {
        using TemporaryFolder folder = new();
        FeatureShape shape = new(3, 32, 32);
        byte[] pixels = new byte[Images * shape.Elements];
        new Random(5).NextBytes(pixels);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(pixels[i] >> (i % 3));
        }

        ExampleSet images = new(shape, pixels, new uint[Images]);
        string[] files = ImageFiles.Write(folder["images"], images);
        string[] classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
        for (int i = 0; i < 2 * classes.Length; i++)
        {
            string target = folder[$"cifar/{(i < classes.Length ? "train" : "test")}/{classes[i % classes.Length]}"];
            Directory.CreateDirectory(target);
            File.Copy(files[i], Path.Combine(target, "1.png"));
        }

        Runner.Run([
            "run", "batch-size-cifar10", "--data", folder["cifar"], "--train-examples", "10", "--test-examples", "10", "--updates", "3", "--trials", "batch_size=8,seed=0", "--out", folder["runs"],
        ]).Expect(0);
        JsonElement[] predicted = Predict(folder["runs/batch-size-cifar10"], "seed=0", files);
        Run("export", folder["runs/batch-size-cifar10"], "--format", "onnx", "--to", folder["model.onnx"]);
        using InferenceSession session = new(folder["model.onnx"]);

        AssertAlike(Logits(session, images), predicted);
        Assert.That(classes, Does.Contain(Best(predicted[0]).GetProperty("name").GetString()));
    }

    [Test]
    public void An_image_that_cannot_be_read_is_named_and_the_others_are_classified()
    {
        using TemporaryFolder folder = new();
        Run("run", "mlp", "--out", folder.Path, "--trials", "batch_size=64,seed=0", "--updates", "2");
        string large = ImageFiles.Write(folder["large"], new ExampleSet(new FeatureShape(3, 20, 40), new byte[2400], [0]))[0];
        File.WriteAllText(folder["bad.png"], "no image");

        (int code, string output, string error) = Execute("predict", folder["mlp"], folder["none.png"], large, folder["bad.png"], "--top", "2");

        Assert.That(code, Is.EqualTo(4), error);
        Assert.That(error, Does.Contain($"{folder["none.png"]}: it cannot be read").And.Contain($"{folder["bad.png"]}: it is neither PNG nor JPEG"));
        Assert.That(error, Does.Contain($"{large}: 20x40, cut to its middle of 20x20, resized to 16x16."));
        Assert.That(output.Split('\n'), Has.Length.EqualTo(4), output);
        Assert.That(output, Does.Match(@"000\.png +\w+ +0\.\d{4} +\w+ +0\.\d{4}"));
    }

    [Test]
    public void Where_no_image_can_be_read_nothing_is_classified()
    {
        using TemporaryFolder folder = new();
        Run("run", "mlp", "--out", folder.Path, "--trials", "batch_size=64,seed=0", "--updates", "2");

        (int code, string output, _) = Execute("predict", folder["mlp"], folder["none.png"], "--json");

        Assert.That(code, Is.EqualTo(4));
        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("images")[0].GetProperty("error").GetString(), Does.Contain("none.png"));
    }

    [Test]
    public void A_copied_weights_file_is_the_trials()
    {
        using TemporaryFolder folder = new();
        Run("run", "mlp", "--out", folder.Path, "--trials", "batch_size=64,seed=0", "--updates", "2");

        Run("export", folder["mlp"], "--format", "safetensors", "--to", folder["weights.safetensors"]);

        string trial = new StudyFiles(folder["mlp"]).Trials.Single();
        Assert.That(File.ReadAllBytes(folder["weights.safetensors"]), Is.EqualTo(File.ReadAllBytes(Path.Combine(trial, "weights.safetensors"))));
    }

    private static void AssertAlike(float[] expected, JsonElement[] predicted)
    {
        float[] outputs = [.. predicted.SelectMany(image => image.GetProperty("outputs").EnumerateArray()).Select(value => value.GetSingle())];
        Assert.That(outputs, Has.Length.EqualTo(expected.Length));
        Assert.That(outputs.Zip(expected).Max(pair => Math.Abs(pair.First - pair.Second)), Is.LessThan(1e-5));
        Assert.That(expected.Distinct().Count(), Is.GreaterThan(expected.Length / 2), "the outputs differ from image to image");
    }

    private static float[] Logits(InferenceSession session, ExampleSet images)
    {
        FeatureShape shape = images.Shape;
        DenseTensor<byte> input = new(ImageFiles.ChannelsFirst(images), [images.Count, shape.Channels, shape.Height, shape.Width]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([NamedOnnxValue.CreateFromTensor("images", input)]);
        return results.Single(result => result.Name == "logits").AsTensor<float>().ToArray();
    }

    private static JsonElement[] Predict(string study, string trial, string[] files)
    {
        string json = Run(["predict", study, "--trial", trial, "--json", .. files]);
        return [.. JsonDocument.Parse(json).RootElement.GetProperty("images").EnumerateArray()];
    }

    private static JsonElement Best(JsonElement image) => image.GetProperty("classes")[0];

    private static string Run(params string[] arguments)
    {
        (int code, string output, string error) = Execute(arguments);
        Assert.That(code, Is.Zero, $"{output}\n{error}");
        return output;
    }

    private static (int Code, string Output, string Error) Execute(params string[] arguments)
    {
        StringWriter output = new();
        StringWriter error = new();
        CommandContext context = new(
            ExperimentCatalogue.All, new VulkanTrainingBackend(), new OutputStream(output, isRedirected: true), new OutputStream(error, isRedirected: true), TimeProvider.System);
        return (SweepCommand.Run(arguments, context), output.ToString(), error.ToString());
    }
}
