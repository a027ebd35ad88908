using System.CommandLine;
using System.Globalization;
using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep devices</c>: what can be trained on.</summary>
internal static class DevicesVerb
{
    private const double Gibibyte = 1024.0 * 1024 * 1024;

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Command command = new("devices", "List the Vulkan devices, and say of each whether it can be used.");
        command.SetAction(_ =>
        {
            IReadOnlyList<DeviceDescription> devices = context.Backend.Devices();
            if (devices.Count == 0)
            {
                throw new SweepException(ExitCode.NoDevice, "There is no Vulkan device. 'sweep doctor' says what is missing and how to get it.");
            }

            TextTable table = new(
            [
                new TextColumn("", [.. devices.Select(device => device.Index.ToString(CultureInfo.InvariantCulture))]),
                new TextColumn("device", [.. devices.Select(device => device.Name)], IsText: true),
                new TextColumn("kind", [.. devices.Select(device => device.Kind)], IsText: true),
                new TextColumn("memory", [.. devices.Select(device => string.Create(CultureInfo.InvariantCulture, $"{device.MemoryBytes / Gibibyte:0.0} GiB"))]),
                new TextColumn("Vulkan", [.. devices.Select(device => device.ApiVersion)]),
                new TextColumn("driver", [.. devices.Select(device => device.Driver)], IsText: true),
                new TextColumn("usable", [.. devices.Select(device => device.Unusable is null ? "yes" : $"no: {device.Unusable}")], IsText: true),
            ]);
            table.Print(context.Output.Writer, context.Output.Width);
            return (int)(devices.Any(device => device.Unusable is null) ? ExitCode.Done : ExitCode.NoDevice);
        });
        return command;
    }
}
