using SweepDsl.Runtime.Data.Downloads;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Data.Mnist;

/// <summary>Finds and reads the idx files of MNIST or Fashion-MNIST; downloads them when there are none.</summary>
internal static class MnistExamples
{
    private const int Size = 28;
    private const int Classes = 10;
    private const int MostExamples = 60_000;
    private static readonly FeatureShape Shape = new(1, Size, Size);

    /// <summary>Reads both parts.</summary>
    public static ExamplePools Open(MnistSource source, DataOptions options, CancellationToken cancellation)
    {
        MnistLayout layout = MnistLayout.Of(source);
        string folder = Find(layout, options);
        foreach (RemoteFile file in layout.Files.Where(file => MnistFiles.TryFind(folder, file) is null))
        {
            Download(layout, file, folder, options, cancellation);
        }

        return new ExamplePools(
            layout.ClassNames,
            new LoadedExamples(Read(layout, folder, layout.TrainImages, layout.TrainLabels)),
            new LoadedExamples(Read(layout, folder, layout.TestImages, layout.TestLabels)));
    }

    private static ExampleSet Read(MnistLayout layout, string folder, RemoteFile images, RemoteFile labels)
    {
        string imagePath = MnistFiles.Path(layout, folder, images);
        string labelPath = MnistFiles.Path(layout, folder, labels);
        byte[] pixels = IdxFile.Read(imagePath, MostExamples, [Size, Size], Remedy(images));
        byte[] classes = IdxFile.Read(labelPath, MostExamples, [], Remedy(labels));
        if (pixels.Length != classes.Length * Shape.Elements)
        {
            throw DataFault.Create(labelPath, $"it has {classes.Length:N0} labels and {imagePath} has {pixels.Length / Shape.Elements:N0} images", Remedy(labels));
        }

        int wrong = Array.FindIndex(classes, label => label >= Classes);
        if (wrong >= 0)
        {
            throw DataFault.Create(labelPath, $"label {classes[wrong]} of example {wrong} (counted from 0) is not below {Classes}", Remedy(labels));
        }

        return new ExampleSet(Shape, pixels, [.. classes.Select(label => (uint)label)]);
    }

    // Where any of its files lie, or else where they are to be put.
    private static string Find(MnistLayout layout, DataOptions options) => options.Folders
        .SelectMany(folder => layout.Folders.Append("").Select(sub => Path.Combine(folder, sub)))
        .FirstOrDefault(place => layout.Files.Any(file => MnistFiles.TryFind(place, file) is not null))
        ?? Path.Combine(options.Folders.FirstOrDefault(""), layout.Name);

    private static void Download(MnistLayout layout, RemoteFile file, string folder, DataOptions options, CancellationToken cancellation)
    {
        if (!options.AllowDownload || options.Folders.IsEmpty)
        {
            throw DataFault.Create(
                layout.Name,
                $"{file.Name} is not there; looked in {DataFault.List(options.Folders)} and their sub-folders {layout.Name}",
                $"Fetch {file.Instruction} and put it into {folder}, or name the folder that has it with --data.");
        }

        new FileDownload(file, folder, options).Run(cancellation);
    }

    private static string Remedy(RemoteFile file) => $"Delete it, and fetch {file.Instruction} again.";
}
