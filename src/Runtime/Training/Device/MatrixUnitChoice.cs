using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>
/// The unit for matrices that a device's products of float16 are made in: looked for when it is first asked for, and kept when the device is opened anew. Software devices
/// make such products lane by lane, so there it is taken only where it is forced.
/// </summary>
/// <param name="forced">The family of kernels that the user forces; null for none.</param>
internal sealed class MatrixUnitChoice(KernelFamily? forced)
{
    private readonly Lock _gate = new();
    private bool _isMade;
    private CooperativeMatrix? _unit;
    private string? _refusal;
    private bool _isTold;

    /// <summary>The unit; null for none.</summary>
    /// <exception cref="DeviceLostException">The device was lost over looking; asked again, it has none.</exception>
    public CooperativeMatrix? On(KernelLibrary kernels)
    {
        lock (_gate)
        {
            if (!_isMade)
            {
                _isMade = true;
                _unit = Find(kernels);
            }

            return _unit;
        }
    }

    /// <summary>Why what the device reports is not used, as a sentence, once; null from then on, and where there is no reason to tell.</summary>
    public string? TakeRefusal()
    {
        lock (_gate)
        {
            string? refusal = _isTold ? null : _refusal;
            _isTold |= refusal is not null;
            return refusal;
        }
    }

    private CooperativeMatrix? Find(KernelLibrary kernels)
    {
        GpuDeviceInfo device = kernels.Device.Info;
        if (forced is { } family ? family != KernelFamily.Cooperative : device.Type == GpuDeviceType.Cpu)
        {
            return null;
        }

        try
        {
            CooperativeMatrix? unit = MatrixUnits.Find(kernels, out _refusal);
            return unit is null && forced is not null
                ? throw new SweepException(
                    ExitCode.NoDevice,
                    $"{KernelFamilyOverride.Variable} is 'cooperative' in the environment. {_refusal ?? $"{device.Name} offers no cooperative matrices of float16 with sums in float32."} Unset it to let the device decide.")
                : unit;
        }
        catch (DeviceLostException)
        {
            _refusal = $"{device.Name} was lost over its units for matrices.";
            throw;
        }
    }
}
