using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes the data's settings of checked values.</summary>
internal sealed class DatasetBinder(CheckContext context)
{
    private static readonly string[] FolderKeys = ["path", "size", "channels", "classes"];

    /// <summary>The settings; null when they are in error.</summary>
    public DatasetSettings? Bind(CheckedMapping checkedDataset)
    {
        DatasetFacts? facts = FactsOf(checkedDataset);
        DatasetSource? source = Source(checkedDataset, facts);
        bool isSound = facts is null || (Available(checkedDataset, "train_examples", facts.TrainExamples, facts.Name) & Available(checkedDataset, "test_examples", facts.TestExamples, facts.Name));
        double fraction = checkedDataset.Find<CheckedScalar>("validation_fraction")?.Number ?? 0;
        int? train = checkedDataset.Find<CheckedScalar>("train_examples")?.Integer;
        if ((train ?? facts?.DefaultTrainExamples) is { } count)
        {
            isSound &= Validation(checkedDataset, count, fraction);
        }

        CheckedList? augmentations = checkedDataset.Find<CheckedList>("augment");
        isSound &= AugmentsOnce(augmentations) & AugmentsInOrder(augmentations);
        if (source is null || !isSound || !checkedDataset.IsComplete || augmentations?.Items.Any(item => item is null) == true)
        {
            return null;
        }

        return new DatasetSettings
        {
            Source = source,
            TrainExamples = train,
            TestExamples = checkedDataset.Find<CheckedScalar>("test_examples")?.Integer,
            ValidationFraction = fraction,
            Normalization = checkedDataset.Find<CheckedScalar>("normalize")?.Text switch
            {
                "unit" => Normalization.Unit,
                "none" => Normalization.None,
                _ => Normalization.PerChannel,
            },
            Augmentations = (augmentations?.Items ?? []).OfType<CheckedVariant>().Select(Augmentation).ToValueList(),
        };
    }

    /// <summary>Training examples of an epoch, those held out for validation not counted; null where only the data can tell.</summary>
    public static int? Examples(CheckedMapping checkedDataset)
    {
        int? count = checkedDataset.Find<CheckedScalar>("train_examples")?.Integer ?? FactsOf(checkedDataset)?.DefaultTrainExamples;
        double fraction = checkedDataset.Find<CheckedScalar>("validation_fraction")?.Number ?? 0;
        return count - (count is null ? 0 : HeldOut(count.Value, fraction));
    }

    // The rounding of the data layer, which holds the examples out.
    private static int HeldOut(int examples, double fraction) => (int)Math.Round(examples * fraction, MidpointRounding.AwayFromZero);

    private static DatasetFacts? FactsOf(CheckedMapping dataset) =>
        dataset.Find<CheckedScalar>("name") is { } name ? DatasetFacts.All.FirstOrDefault(facts => facts.Name == name.Text) : null;

    private static Augmentation Augmentation(CheckedVariant variant) => variant.Word switch
    {
        "horizontal_flip" => new HorizontalFlip(variant.Arguments.Find<CheckedScalar>("probability")!.Number),
        "random_crop" => new RandomCrop(variant.Arguments.Find<CheckedScalar>("padding")!.Integer),
        "cutout" => new Cutout(variant.Arguments.Find<CheckedScalar>("size")!.Integer),
        "mixup" => new Mixup(variant.Arguments.Find<CheckedScalar>("alpha")!.Number),
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant.Word, "An augmentation of the tables that nothing is made of."),
    };

    // The device flips an image at most once and crops it at most once.
    private bool AugmentsOnce(CheckedList? augmentations)
    {
        HashSet<string> seen = [];
        CheckedVariant[] repeated = [.. (augmentations?.Items ?? []).OfType<CheckedVariant>().Where(augmentation => !seen.Add(augmentation.Word))];
        foreach (CheckedVariant augmentation in repeated)
        {
            context.Report(DiagnosticCatalogue.ConflictingKeys, augmentation.Span, $"'{augmentation.Word}' stands in 'augment' before. An image gets each random change once: keep one of them.");
        }

        return repeated.Length == 0;
    }

    // The device moves an image, then cuts a square out of it, then mixes it with another.
    private bool AugmentsInOrder(CheckedList? augmentations)
    {
        CheckedVariant? latest = null;
        bool isInOrder = true;
        foreach (CheckedVariant augmentation in (augmentations?.Items ?? []).OfType<CheckedVariant>())
        {
            if (latest is not null && Stage(augmentation) < Stage(latest))
            {
                isInOrder = false;
                context.Report(
                    DiagnosticCatalogue.AugmentationOrder,
                    augmentation.Span,
                    $"'{augmentation.Word}' stands behind '{latest.Word}'. An image is moved first (horizontal_flip, random_crop), then cut (cutout), then mixed (mixup): put '{augmentation.Word}' before '{latest.Word}'.");
            }
            else
            {
                latest = augmentation;
            }
        }

        return isInOrder;
    }

    private static int Stage(CheckedVariant augmentation) => augmentation.Word switch
    {
        "cutout" => 1,
        "mixup" => 2,
        _ => 0,
    };

    private DatasetSource? Source(CheckedMapping dataset, DatasetFacts? facts)
    {
        if (dataset.Find<CheckedScalar>("name") is not { } name)
        {
            return null;
        }

        return facts is null ? Folder(dataset, name.Span) : Known(dataset, facts);
    }

    private KnownDataset? Known(CheckedMapping dataset, DatasetFacts facts)
    {
        string[] misplaced = [.. FolderKeys.Append("resize").Where(dataset.Entries.ContainsKey)];
        foreach (string key in misplaced)
        {
            context.Report(DiagnosticCatalogue.ConflictingKeys, dataset.Entries[key].KeySpan, $"'{key}' belongs to image_folder, and the data set is '{facts.Name}', whose images are what they are. Delete the key.");
        }

        return misplaced.Length > 0 ? null : new KnownDataset(facts.Name, facts.Shape, facts.Classes);
    }

    private ImageFolder? Folder(CheckedMapping dataset, SourceSpan span)
    {
        string[] missing = [.. FolderKeys.Where(key => !dataset.Entries.ContainsKey(key))];
        foreach (string key in missing)
        {
            context.Report(DiagnosticCatalogue.MissingKey, dataset.Span, $"The data set image_folder lacks the key '{key}'. It needs path, size: [height, width], channels: 1 or 3, and classes.");
        }

        CheckedScalar? channels = dataset.Find<CheckedScalar>("channels");
        if (channels?.Integer == 2)
        {
            context.Report(DiagnosticCatalogue.OutOfRange, channels.Span, "'channels' is 1 (grey) or 3 (red, green, blue), not 2.");
            return null;
        }

        return dataset.Find<CheckedScalar>("path") is { } path && dataset.Find<CheckedPair>("size") is { } size && dataset.Find<CheckedScalar>("classes") is { } classes && channels is not null
            ? new ImageFolder(
                path.Text,
                new ImageShape(((Expressions.IntegerLiteral)size.Height).Value, ((Expressions.IntegerLiteral)size.Width).Value, channels.Integer),
                classes.Integer,
                dataset.Find<CheckedScalar>("resize")?.Truth ?? false)
            : null;
    }

    private bool Available(CheckedMapping dataset, string key, int available, string name)
    {
        if (dataset.Find<CheckedScalar>(key) is not { } count || count.Integer <= available)
        {
            return true;
        }

        context.Report(DiagnosticCatalogue.OutOfRange, count.Span, $"'{key}' is {count.Integer}, and '{name}' has {available}. Use at most {available}.");
        return false;
    }

    private bool Validation(CheckedMapping dataset, int examples, double fraction)
    {
        int heldOut = HeldOut(examples, fraction);
        if (fraction == 0 || (heldOut >= 1 && heldOut < examples))
        {
            return true;
        }

        context.Report(
            DiagnosticCatalogue.OutOfRange,
            dataset.Entries["validation_fraction"].Value!.Span,
            $"'validation_fraction' of {examples} training examples leaves {heldOut} to validate and {examples - heldOut} to train on. Choose one that leaves some of both, or 0.");
        return false;
    }
}
