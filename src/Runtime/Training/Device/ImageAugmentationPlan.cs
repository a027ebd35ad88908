using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>Brings an experiment's augmentations into the form of the kernel that does them.</summary>
internal static class ImageAugmentationPlan
{
    /// <summary>
    /// One flip, one crop and one cutout at most; a crop and a flip in either order are the same, for the crop is drawn evenly from both sides. Null where an image by itself is not changed.
    /// </summary>
    public static ImageAugmentation? Create(ImmutableArray<Augmentation> augmentations, int seed)
    {
        if (augmentations.All(augmentation => augmentation is Mixup))
        {
            return null;
        }

        double flip = augmentations.OfType<HorizontalFlip>().SingleOrDefault()?.Probability ?? 0;
        int crop = augmentations.OfType<RandomCrop>().SingleOrDefault()?.Padding ?? 0;
        int cutout = augmentations.OfType<Cutout>().SingleOrDefault()?.Size ?? 0;
        return new ImageAugmentation(unchecked((uint)seed), flip, crop, cutout);
    }
}
