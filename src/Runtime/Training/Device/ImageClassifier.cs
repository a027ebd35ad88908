using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>Runs images through a trained network on a device, in float32 whatever it was trained in.</summary>
/// <param name="device">Where.</param>
/// <param name="network">The network.</param>
/// <param name="weights">Its tensors.</param>
/// <param name="scaling">How the pixels of each channel become inputs.</param>
internal sealed class ImageClassifier(TrainerDevice device, NetworkPlan network, ImmutableArray<NamedTensor> weights, ImmutableArray<PixelScaling> scaling)
{
    private const int MostImagesOfBatch = 64;

    private readonly TrialTensors _tensors = new(network, optimizer: null);
    private readonly LogicalBuffer _parameters = Persistent("parameters", network.FlatLength * (long)sizeof(float));
    private readonly LogicalBuffer? _running = network.RunningLength == 0 ? null : Persistent("running_statistics", network.RunningLength * (long)sizeof(float));
    private readonly LogicalBuffer _normalization = Persistent("normalization", scaling.Length * 2L * sizeof(float));
    private readonly LogicalBuffer _control = Persistent("control", StepKernels.ControlBytes);

    /// <summary>The network's outputs.</summary>
    /// <param name="images">The images; their labels are not looked at.</param>
    /// <returns>Of each image in turn its logits.</returns>
    /// <exception cref="SweepException">The network goes over a limit of the device.</exception>
    public float[] Logits(ExampleSet images)
    {
        try
        {
            int batch = Math.Min(images.Count, MostImagesOfBatch);
            DeviceExamples examples = new("predict", images, device.Gpu.Limits.MaxStorageBufferRange);
            LogicalBuffer logits = new("predict.logits", (long)batch * network.Output.Elements * sizeof(float), BufferLifetime.Readback);
            (int fullBatches, int rest) = Math.DivRem(images.Count, batch);
            var programs = BatchPrograms.Create(fullBatches, batch, rest, size => Plan(examples, logits.View, size));
            using ProgramMemory memory = new(device.Gpu, outer: null, ProgramMemoryPlan.Of("predict", [.. programs.All], static _ => false));
            Upload(memory, examples);
            using BoundBatches bound = new(device.Kernels, memory, programs, "predict");
            return Run(bound, memory[logits], images.Count);
        }
        catch (DeviceLimitException error)
        {
            throw new SweepException(ExitCode.NoDevice, $"The network goes over a limit of {device.Environment.Device}: {error.Message}", error);
        }
    }

    private StepProgram Plan(DeviceExamples examples, BufferView logits, int batch)
    {
        StepProgramBuilder program = new();
        BufferView input = PassBuilder.Transient("batch.input", (long)batch * network.Definition.Input.Elements * sizeof(float));
        program.Add(GatherKernels.Gather(
            examples.Storage,
            batch,
            [.. examples.Chunks.Select(chunk => chunk.View)],
            examples.Labels.View,
            order: null,
            _control.View,
            _normalization.View,
            augmentation: null,
            input,
            PassBuilder.Transient("batch.labels", batch * (long)sizeof(uint)),
            PassBuilder.Transient("batch.examples", batch * (long)sizeof(uint)),
            "batch.gather"));
        program.Add(StepKernels.AdvancePosition(batch, _control.View, "predict.advance"));
        PassBuilder pass = new(program, _parameters, batch, device.Tiles, step: null) { RunningStatistics = _running };
        SequencePass forward = network.Forward(pass, input);
        program.Add(ActivationKernels.Forward(Activations.Identity, pass.Elements(network.Output), forward.Output, logits, "predict.copy"));
        return program.Build();
    }

    private void Upload(ProgramMemory memory, DeviceExamples examples)
    {
        examples.Upload(memory);
        memory[_parameters].Upload<float>(_tensors.ToFlat(weights));
        if (_running is not null)
        {
            memory[_running].Upload<float>(_tensors.RunningToFlat(weights));
        }

        memory[_normalization].Upload<float>([.. scaling.SelectMany(channel => new[] { (float)channel.Scale, (float)channel.Offset })]);
    }

    private float[] Run(BoundBatches batches, GpuBuffer logits, int images)
    {
        float[] all = new float[images * network.Output.Elements];
        int done = 0;
        for (int i = 0; i < batches.Count; i++)
        {
            bool isFull = i < batches.FullBatches;
            using CommandRecorder recorder = new(device.Gpu, "predict");
            BoundProgram.Record(recorder, [isFull ? batches.Full! : batches.Last!]);
            using RecordedCommands recording = recorder.End();
            device.Gpu.Queue.Submit(recording).Wait();
            int values = (isFull ? batches.BatchSize : batches.LastBatchSize) * network.Output.Elements;
            logits.Download(all.AsSpan(done, values));
            done += values;
        }

        return all;
    }

    private static LogicalBuffer Persistent(string name, long bytes) => new($"predict.{name}", bytes, BufferLifetime.Persistent);
}
