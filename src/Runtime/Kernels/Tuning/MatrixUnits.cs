using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>Finds the units for products of matrices that can be used on a device: drivers report some that they have not, and compilers do not know all.</summary>
public static class MatrixUnits
{
    /// <summary>The largest product that the device reports, that kernels can be compiled for, and that gives right sums; of those that extensions share, by the newest extension.</summary>
    /// <param name="library">Compiles the kernels; its device is asked.</param>
    /// <param name="refusal">Why what the device reports is not used, as a sentence; null when it is used, or nothing is reported.</param>
    /// <returns>Null when there is none.</returns>
    public static CooperativeMatrix? Find(KernelLibrary library, out string? refusal)
    {
        GpuDeviceInfo device = library.Device.Info;
        refusal = null;
        foreach (CooperativeMatrixExtension extension in CooperativeMatrixExtension.All)
        {
            CooperativeMatrix[] reported = [.. device.CooperativeMatrices.Where(unit => unit.Extension == extension).OrderByDescending(unit => unit.Multiplications)];
            if (reported.Length > 0 && !library.Knows(extension.Glsl))
            {
                refusal ??= $"The shader compiler does not know {extension.Glsl}.";
                continue;
            }

            foreach (CooperativeMatrix unit in reported)
            {
                if (Problem(library, unit) is not { } problem)
                {
                    refusal = null;
                    return unit;
                }

                refusal = problem;
            }
        }

        return null;
    }

    private static string? Problem(KernelLibrary library, CooperativeMatrix unit)
    {
        DeviceTraits traits = DeviceTraits.Of(library.Device.Info) with { Matrix = unit };
        CooperativeTile[] tiles = [.. CooperativeTiles.Of(unit, traits.SubgroupSize).Where(candidate => candidate.Fits(traits))];

        // Small, and yet of several matrices a subgroup.
        CooperativeTile? tile = Array.FindLast(tiles, candidate => candidate.PartRows > unit.Rows && candidate.PartColumns > unit.Columns) ?? tiles.LastOrDefault();
        return tile is null
            ? $"No kernel suits matrices of {unit.Sizes} and subgroups of {traits.SubgroupSize}."
            : MatrixUnitCheck.Problem(library, tile);
    }
}
