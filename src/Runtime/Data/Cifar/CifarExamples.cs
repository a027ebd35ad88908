using SweepDsl.Runtime.Data.Downloads;
using SweepDsl.Runtime.Data.Files;

namespace SweepDsl.Runtime.Data.Cifar;

/// <summary>Finds a CIFAR data set, unpacked, as its archive or as image files, and reads it; downloads the archive when there is none.</summary>
internal static class CifarExamples
{
    /// <summary>Reads both parts.</summary>
    public static ExamplePools Open(CifarSource source, DataOptions options, CancellationToken cancellation)
    {
        CifarLayout layout = CifarLayout.Of(source);
        (string Where, Dictionary<string, CifarFile> Files)? found = Find(layout, options);
        if (found is null && CifarImageFolders.Find(layout, options, cancellation) is { } images)
        {
            return images;
        }

        (string where, Dictionary<string, CifarFile> files) = found ?? Download(layout, options, cancellation);
        ExampleSet train = CifarRecords.Decode(layout, TrainFiles(layout, where, files));
        ExampleSet test = CifarRecords.Decode(layout, [files.GetValueOrDefault(layout.TestFile) ?? throw Missing(layout, where, layout.TestFile)]);
        if (train.Count < layout.TrainRecords || test.Count < CifarLayout.TestRecords)
        {
            options.Notice(
                $"{layout.Name} in {where} is not whole: {train.Count:N0} of {layout.TrainRecords:N0} training examples and {test.Count:N0} of {CifarLayout.TestRecords:N0} test examples.");
        }

        return new ExamplePools(layout.ClassNames, new LoadedExamples(train), new LoadedExamples(test));
    }

    private static (string Where, Dictionary<string, CifarFile> Files)? Find(CifarLayout layout, DataOptions options)
    {
        foreach (string folder in options.Folders)
        {
            string[] unpacked = [folder, Path.Combine(folder, layout.Folder), Path.Combine(folder, layout.Name), Path.Combine(folder, layout.Name, layout.Folder)];
            if (unpacked.FirstOrDefault(place => IsUnpacked(layout, place)) is { } found)
            {
                return (found, ReadFolder(layout, found));
            }

            string[] archives = [Path.Combine(folder, layout.Archive.Name), Path.Combine(folder, layout.Name, layout.Archive.Name)];
            if (archives.FirstOrDefault(File.Exists) is { } archive)
            {
                return (archive, CifarArchive.Read(layout, archive));
            }
        }

        return null;
    }

    private static (string Where, Dictionary<string, CifarFile> Files) Download(CifarLayout layout, DataOptions options, CancellationToken cancellation)
    {
        if (!options.AllowDownload || options.Folders.IsEmpty)
        {
            throw DataFault.Create(
                layout.Name,
                $"neither {layout.Folder}/{layout.TrainFiles[0]} nor {layout.Archive.Name} nor {layout.Name}-folder/train/{layout.ClassNames[0]} lies in {DataFault.List(options.Folders)}",
                $"Fetch {layout.Archive.Instruction} and put it into one of these folders, or name the folder that has it with --data.");
        }

        string archive = new FileDownload(layout.Archive, options.Folders[0], options).Run(cancellation);
        return (archive, CifarArchive.Read(layout, archive));
    }

    // CIFAR-100's names, train.bin and test.bin, could be anything's: outside a folder of its own its list of names must stand beside them.
    private static bool IsUnpacked(CifarLayout layout, string place)
    {
        string own = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(place)));
        bool isOwn = layout.TrainFiles.Length > 1 || own == layout.Folder || own == layout.Name || File.Exists(Path.Combine(place, "fine_label_names.txt"));
        return isOwn && layout.TrainFiles.Append(layout.TestFile).Any(file => File.Exists(Path.Combine(place, file)));
    }

    private static Dictionary<string, CifarFile> ReadFolder(CifarLayout layout, string folder)
    {
        Dictionary<string, CifarFile> files = [];
        foreach (string name in layout.TrainFiles.Append(layout.TestFile))
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                files[name] = new CifarFile(path, DataFile.ReadAll(path, layout.MostBytes(name), $"The original is in {layout.Archive.Address}."));
            }
        }

        return files;
    }

    private static List<CifarFile> TrainFiles(CifarLayout layout, string where, Dictionary<string, CifarFile> files)
    {
        List<CifarFile> found = [];
        int last = layout.TrainFiles.Select(files.ContainsKey).ToList().LastIndexOf(true);
        foreach (string name in layout.TrainFiles.Take(Math.Max(1, last + 1)))
        {
            found.Add(files.GetValueOrDefault(name) ?? throw Missing(layout, where, name));
        }

        return found;
    }

    private static SweepException Missing(CifarLayout layout, string where, string name) =>
        DataFault.Create(where, $"{name} is not there", $"Put the whole of {layout.Archive.Name} there; the original is {layout.Archive.Address}.");
}
