namespace SweepDsl.EndToEnd.Tests.Kills;

/// <summary>
/// Studies as users write them (KilledSweeps/), by every method: killed wherever chance has it they lose no trial, run none twice, and come to the same bits. So do their extensions, the same studies with one value
/// or a few points more, which keep what was run.
/// </summary>
public sealed class StudyKillTests
{
    [TestCase("killed-grid", 6, 8)]
    [TestCase("killed-random", 5, 8)]
    [TestCase("killed-bayes", 6, 9)]
    [TestCase("killed-hyperband", 8, 11)]
    [TestCase("killed-asha", 6, 9)]
    public void A_study_killed_again_and_again_comes_to_the_bits_of_an_undisturbed_one_and_so_does_its_extension(string experiment, int trials, int trialsOfMore)
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        using TemporaryFolder folder = new();
        string more = $"{experiment}-more";
        KilledStudy undisturbed = new(folder["undisturbed"], more, random);
        undisturbed.Run(kills: 0, bytes: 0);
        StudyFiles expected = new(undisturbed.Folder);
        SortedDictionary<string, string> bits = expected.Reproducible();

        KilledStudy first = new(folder["killed"], experiment, random);
        first.Run(kills: 3, expected.MetricsBytes * trials / trialsOfMore);
        StudyFiles study = new(first.Folder);
        string[] listed = study.Listed;
        SortedDictionary<string, string> bitsOfFirst = study.Reproducible();

        // Whoever edits the YAML keeps its name, and so the folder.
        KilledStudy extended = new(folder["killed"], more, random);
        Directory.Move(first.Folder, extended.Folder);
        extended.CheckPublished();
        extended.Run(kills: 2, expected.MetricsBytes);
        StudyFiles whole = new(extended.Folder);

        string what = $"Seed {seed}: {first.History}. Extended: {extended.History}.";
        Assert.Multiple(() =>
        {
            Assert.That(first.Kills, Is.Positive, what);
            Assert.That(listed, Is.Unique.And.Length.EqualTo(trials), what);
            Assert.That(bitsOfFirst, Is.EqualTo(bits.Where(pair => listed.Contains(pair.Key.Split('/')[0]))), what);
            Assert.That(whole.Listed, Is.EqualTo(expected.Listed).And.Length.EqualTo(trialsOfMore).And.SupersetOf(listed), what);
            Assert.That(whole.Reproducible(), Is.EqualTo(bits), what);
        });
    }
}
