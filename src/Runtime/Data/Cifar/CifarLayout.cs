using System.Collections.Immutable;
using SweepDsl.Runtime.Data.Downloads;

namespace SweepDsl.Runtime.Data.Cifar;

/// <summary>The binary layout of a CIFAR data set: which files, and what a record of theirs holds.</summary>
/// <param name="Name">The word in the YAML.</param>
/// <param name="Folder">The folder that the archive holds its files in.</param>
/// <param name="Archive">The published archive.</param>
/// <param name="TrainFiles">Names of the training files, in order.</param>
/// <param name="TestFile">Name of the test file.</param>
/// <param name="RecordsAFile">Records of a training file as published; later files, and the ends of files, may be missing.</param>
/// <param name="LabelRanges">Number of classes of each label byte of a record; the last is the label that counts.</param>
/// <param name="ClassNames">A name for each label.</param>
internal sealed record CifarLayout(
    string Name,
    string Folder,
    RemoteFile Archive,
    ImmutableArray<string> TrainFiles,
    string TestFile,
    int RecordsAFile,
    ImmutableArray<int> LabelRanges,
    ImmutableArray<string> ClassNames)
{
    /// <summary>Records of the test file as published.</summary>
    public const int TestRecords = 10_000;

    /// <summary>Rows and columns of an image.</summary>
    public const int Size = 32;

    /// <summary>Bytes of a channel of an image.</summary>
    public const int PlaneBytes = Size * Size;

    // Sizes and hashes: tensorflow/datasets, url_checksums/cifar10.txt and cifar100.txt; they agree with other projects that pin the same files.
    private static readonly CifarLayout Cifar10 = new(
        "cifar10",
        "cifar-10-batches-bin",
        new RemoteFile(
            "cifar-10-binary.tar.gz",
            new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
            170_052_171,
            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"],
        "test_batch.bin",
        10_000,
        [10],
        CifarClassNames.Ten);

    private static readonly CifarLayout Cifar100 = new(
        "cifar100",
        "cifar-100-binary",
        new RemoteFile(
            "cifar-100-binary.tar.gz",
            new Uri("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
            168_513_733,
            "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"),
        ["train.bin"],
        "test.bin",
        50_000,
        [20, 100],
        CifarClassNames.Hundred);

    /// <summary>Bytes of a record: its labels, then the red, the green and the blue plane.</summary>
    public int RecordBytes => LabelRanges.Length + (3 * PlaneBytes);

    /// <summary>Training examples as published.</summary>
    public int TrainRecords => TrainFiles.Length * RecordsAFile;

    /// <summary>The layout of a source.</summary>
    public static CifarLayout Of(CifarSource source) => source.Classes switch
    {
        10 => Cifar10,
        100 => Cifar100,
        _ => throw new ArgumentException($"There is no CIFAR-{source.Classes}.", nameof(source)),
    };

    /// <summary>The most bytes that a file has.</summary>
    public long MostBytes(string file) => (long)RecordBytes * (file == TestFile ? TestRecords : RecordsAFile);
}
