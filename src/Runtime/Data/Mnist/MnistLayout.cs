using System.Collections.Immutable;
using SweepDsl.Runtime.Data.Downloads;

namespace SweepDsl.Runtime.Data.Mnist;

/// <summary>The four idx files of MNIST or of a data set in its form.</summary>
/// <param name="Name">The word in the YAML; also the sub-folder that downloads go to.</param>
/// <param name="Folders">Sub-folders of the data folder that it may lie in, best first; both data sets use the same file names.</param>
/// <param name="TrainImages">Training images.</param>
/// <param name="TrainLabels">Their labels.</param>
/// <param name="TestImages">Test images.</param>
/// <param name="TestLabels">Their labels.</param>
/// <param name="ClassNames">A name for each label.</param>
internal sealed record MnistLayout(
    string Name,
    ImmutableArray<string> Folders,
    RemoteFile TrainImages,
    RemoteFile TrainLabels,
    RemoteFile TestImages,
    RemoteFile TestLabels,
    ImmutableArray<string> ClassNames)
{
    // Sizes and hashes: tensorflow/datasets, url_checksums/mnist.txt. Yann LeCun's own server gives the files out no longer; this is the copy that
    // the Common Visual Data Foundation keeps.
    private static readonly MnistLayout Digits = Create(
        "mnist",
        ["mnist", "MNIST", "MNIST/raw", "mnist/raw"],
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        (9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        (28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        (1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        (4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);

    // Sizes and hashes: tensorflow/datasets, url_checksums/fashion_mnist.txt. The download server that the authors name speaks http alone; the files lie
    // in their repository as well, which speaks https.
    private static readonly MnistLayout Fashion = Create(
        "fashion_mnist",
        ["fashion_mnist", "fashion-mnist", "FashionMNIST", "FashionMNIST/raw", "fashion_mnist/raw"],
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        (26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        (29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        (4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        (5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        ["t-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]);

    /// <summary>All four files.</summary>
    public ImmutableArray<RemoteFile> Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>The data set with the same file names that this one must not be taken for.</summary>
    public MnistLayout Other => ReferenceEquals(this, Digits) ? Fashion : Digits;

    /// <summary>The layout of a source.</summary>
    public static MnistLayout Of(MnistSource source) => source.IsFashion ? Fashion : Digits;

    private static MnistLayout Create(
        string name,
        ImmutableArray<string> folders,
        string address,
        (long Size, string Sha256) trainImages,
        (long Size, string Sha256) trainLabels,
        (long Size, string Sha256) testImages,
        (long Size, string Sha256) testLabels,
        ImmutableArray<string> classNames)
    {
        return new MnistLayout(
            name,
            folders,
            File("train-images-idx3-ubyte.gz", trainImages),
            File("train-labels-idx1-ubyte.gz", trainLabels),
            File("t10k-images-idx3-ubyte.gz", testImages),
            File("t10k-labels-idx1-ubyte.gz", testLabels),
            classNames);

        RemoteFile File(string file, (long Size, string Sha256) pin) => new(file, new Uri(address + file), pin.Size, pin.Sha256);
    }
}
