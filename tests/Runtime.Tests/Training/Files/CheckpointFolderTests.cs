using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Training.Files;

[TestFixture]
public sealed class CheckpointFolderTests
{
    private static readonly TrainingEnvironment Here = new("GPU", "driver 1", "0.1.0", "abc");
    private TemporaryFolder _folder;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_saved_state_comes_back_whole()
    {
        Folder().Save(State(7), new MetricsMark(12, "beef"));

        (List<(TrialCheckpoint Checkpoint, MetricsMark Metrics)> states, List<string> refused) = Load();

        Assert.That(refused, Is.Empty);
        Assert.That(states, Has.Count.EqualTo(1));
        Assert.That(states[0].Metrics, Is.EqualTo(new MetricsMark(12, "beef")));
        Assert.That(states[0].Checkpoint with { Tensors = [] }, Is.EqualTo(State(7) with { Tensors = [] }));
        Assert.That(states[0].Checkpoint.Tensors[0].Values, Is.EqualTo(State(7).Tensors[0].Values));
    }

    [Test]
    public void The_state_before_the_newest_is_kept_and_older_ones_are_not()
    {
        SaveThree();

        Assert.That(Load().States.Select(state => state.Checkpoint.Update), Is.EqualTo(new[] { 3, 2 }));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_state_with_any_bit_flipped_is_refused_by_name_and_the_one_before_it_taken()
    {
        SaveThree();
        string file = _folder.File("state-3.safetensors");
        byte[] whole = File.ReadAllBytes(file);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(file, damaged);

            (List<(TrialCheckpoint Checkpoint, MetricsMark Metrics)> states, List<string> refused) = Load();

            Assert.That(states.Select(state => state.Checkpoint.Update), Is.EqualTo(new[] { 2 }));
            Assert.That(refused, Has.Count.EqualTo(1).And.All.Contains("state-3.safetensors is damaged"));
        }
    }

    [Test]
    public void A_state_cut_anywhere_is_refused()
    {
        SaveThree();
        string file = _folder.File("state-3.safetensors");
        byte[] whole = File.ReadAllBytes(file);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);

            Assert.That(Load().States.Select(state => state.Checkpoint.Update), Is.EqualTo(new[] { 2 }));
        }
    }

    [Test]
    public void A_missing_state_is_refused_by_name()
    {
        Folder().Save(State(1), default);
        File.Delete(_folder.File("state-1.safetensors"));

        Assert.That(Load().Refused.Single(), Does.Contain("state-1.safetensors is missing"));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"format":2}""")]
    [TestCase("""{"format":1,"trial":"t","environment":{"device":"GPU","driver":"driver 1","version":"0.1.0","kernels":"abc"},"states":[]}""")]
    [TestCase("""{"format":1,"trial":"t","environment":{"device":"GPU","driver":"driver 1","version":"0.1.0","kernels":"abc"},"states":[{"file":"../../secret"}]}""")]
    public void A_damaged_manifest_is_refused_by_name(string manifest)
    {
        Folder().Save(State(1), default);
        File.WriteAllText(_folder.File("manifest.json"), manifest);

        (List<(TrialCheckpoint Checkpoint, MetricsMark Metrics)> states, List<string> refused) = Load();

        Assert.That(states, Is.Empty);
        Assert.That(refused.Single(), Does.Contain("manifest.json"));
    }

    [Test]
    public void A_manifest_cut_anywhere_gives_no_state_and_no_crash()
    {
        Folder().Save(State(1), default);
        byte[] whole = File.ReadAllBytes(_folder.File("manifest.json"));
        for (int length = 0; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(_folder.File("manifest.json"), whole[..length]);

            Assert.That(Load().States, Is.Empty);
        }
    }

    [Test]
    public void A_checkpoint_of_another_trial_is_refused()
    {
        Folder("other").Save(State(1), default);

        Assert.That(Load().Refused.Single(), Does.Contain("belongs to trial other, not to t"));
    }

    [TestCase("other GPU", "driver 1", "0.1.0", "abc", "device 'other GPU'")]
    [TestCase("GPU", "driver 2", "0.1.0", "abc", "driver 'driver 2'")]
    [TestCase("GPU", "driver 1", "0.2.0", "abc", "version '0.2.0'")]
    [TestCase("GPU", "driver 1", "0.1.0", "def", "kernels 'def'")]
    public void A_checkpoint_made_with_something_else_is_refused_and_says_what(string device, string driver, string version, string kernels, string difference)
    {
        Folder(environment: new TrainingEnvironment(device, driver, version, kernels)).Save(State(1), default);

        (List<(TrialCheckpoint Checkpoint, MetricsMark Metrics)> states, List<string> refused) = Load();

        Assert.That(states, Is.Empty);
        Assert.That(refused.Single(), Does.Contain(difference));
    }

    [Test]
    public void Breaking_off_before_any_step_of_a_save_leaves_a_whole_state()
    {
        Folder().Save(State(1), default);
        for (int broken = 0; ; broken++)
        {
            int steps = 0;
            DurableFiles files = new(step => _ = steps++ == broken ? throw new BrokenOffException(step) : 0);
            try
            {
                Folder(files: files).Save(State(2), default);
                break;
            }
            catch (BrokenOffException)
            {
                (List<(TrialCheckpoint Checkpoint, MetricsMark Metrics)> states, List<string> refused) = Load();
                Assert.That(states, Is.Not.Empty, $"step {broken}");
                Assert.That(refused, Is.Empty, $"step {broken}");
            }
        }

        Assert.That(Load().States.Select(state => state.Checkpoint.Update), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(Directory.GetFiles(_folder.Path, "*.tmp"), Is.Empty);
    }

    private void SaveThree()
    {
        for (int update = 1; update <= 3; update++)
        {
            Folder().Save(State(update), new MetricsMark(update, "mark"));
        }
    }

    private CheckpointFolder Folder(string trial = "t", TrainingEnvironment? environment = null, DurableFiles? files = null) =>
        new(_folder.Path, trial, environment ?? Here, files ?? new DurableFiles());

    private (List<(TrialCheckpoint Checkpoint, MetricsMark Metrics)> States, List<string> Refused) Load()
    {
        List<string> refused = [];
        return ([.. Folder().Load(refused.Add)], refused);
    }

    private static TrialCheckpoint State(long update) => new()
    {
        Update = update,
        Epoch = 1,
        Position = 32,
        Examples = 640,
        TrainSeconds = 1.0 / 3,
        EvaluationSeconds = 0.1,
        Tensors = [new NamedTensor("layers.0.weight", [3], [update, 0.1f, -2])],
    };
}

internal sealed class BrokenOffException(string step) : Exception(step);
