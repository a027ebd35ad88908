using SweepDsl.Experiments;
using SweepDsl.Runtime.Cli;
using SweepDsl.Runtime.Training;

// The runner of the tests' own experiments, for tests that need it as a process: dotnet SweepDsl.EndToEnd.Tests.dll VERB ...
return SweepCommand.Run(args, ExperimentCatalogue.All, new VulkanTrainingBackend());
