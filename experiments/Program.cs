using SweepDsl.Experiments;
using SweepDsl.Runtime.Cli;
using SweepDsl.Runtime.Training;

return SweepCommand.Run(args, ExperimentCatalogue.All, new VulkanTrainingBackend());
