using System.Collections.Immutable;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>
/// Which points a study tries next: those where a Gaussian process, fitted to the results so far, expects the greatest improvement. A pure function: equal results and seeds make equal proposals, and results that
/// differ in their last bits do too.
/// </summary>
public static class BayesProposals
{
    // Every sixth point goes where the cube is emptiest, whatever the model says: should it be mistaken, the results there correct it.
    private const int Apart = 6;
    private const int Attempts = 4096;
    private const int MostListed = 1 << 16;

    /// <summary>The next points of a search.</summary>
    /// <param name="dimensions">What is drawn.</param>
    /// <param name="observations">All points that were proposed before, in the order in which they were, with what is known of them.</param>
    /// <param name="count">Number of points to propose, which are tried at once.</param>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="identityOf">
    /// What two points have in common that are one and the same: their parameters, where a condition leaves a coordinate without effect. Null where points are the same that have equal values in all dimensions.
    /// </param>
    /// <returns>Points of the unit cube, none like another or like one observed; fewer than asked for when there are no more.</returns>
    public static IReadOnlyList<double[]> Next(
        ImmutableArray<Dimension> dimensions, IReadOnlyList<Observation> observations, int count, int seed, Func<double[], object>? identityOf = null)
    {
        SearchCube cube = new(dimensions, seed);
        identityOf ??= cube.ValuesOf;
        HashSet<object> taken = [.. observations.Select(observation => identityOf([.. observation.Unit]))];
        (double[] Point, double Loss)[] known = [.. observations.Where(one => one.Loss is not null).Select(one => (cube.Snap(one.Unit.AsSpan()), one.Loss!.Value))];
        Surrogate? surrogate = known.Length >= FirstPoints(cube) && known.Any(one => double.IsFinite(one.Loss)) ? new Surrogate(cube, known) : null;
        ProposalSearch? search = surrogate is null ? null : new ProposalSearch(cube, surrogate, new Philox(seed, RandomPurpose.Proposals));
        List<double[]> proposals = [];
        for (int index = observations.Count; proposals.Count < count; index++)
        {
            IEnumerable<double[]> modelled = index % Apart == Apart - 1 ? [] : search?.Ranked((uint)index) ?? [];
            if (modelled.Concat(Others(cube, index)).FirstOrDefault(point => taken.Add(identityOf(point))) is not { } proposal)
            {
                break;
            }

            surrogate?.Believe(proposal);
            proposals.Add(proposal);
        }

        return proposals;
    }

    // So many are spread evenly before a model is made.
    private static int FirstPoints(SearchCube cube) => 2 * (cube.Axes.Length + 1);

    // The evenly spread sequence, and where that has no new point, all there are.
    private static IEnumerable<double[]> Others(SearchCube cube, int index) =>
        Enumerable.Range(index, Attempts).Select(cube.FirstPoint).Concat(cube.PointCount <= MostListed ? cube.All() : []);
}
