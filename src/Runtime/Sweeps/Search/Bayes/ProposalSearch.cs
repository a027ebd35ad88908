using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>Looks for the points of the greatest expected improvement: over the cube, around the best points, and from the best of those in steps that grow shorter.</summary>
/// <param name="cube">The cube.</param>
/// <param name="surrogate">The model.</param>
/// <param name="random">Draws candidates.</param>
internal sealed class ProposalSearch(SearchCube cube, Surrogate surrogate, Philox random)
{
    // A cube of no more points is looked through.
    private const int MostPoints = 2048;
    private const int OverCube = 300;
    private const int AroundBest = 100;
    private const int Refined = 4;
    private const int MostListed = 12;
    private const double FirstStep = 1.0 / 16;
    private const double LastStep = 1.0 / 2048;
    private const double LeastGain = 1e-9;

    /// <summary>Points worth trying, the best one first.</summary>
    /// <param name="index">Number of the proposal in its study, which tells its candidates from those of others.</param>
    public IEnumerable<double[]> Ranked(uint index)
    {
        bool isSmall = cube.PointCount <= MostPoints;
        (double[] Point, double Gain)[] candidates = [.. (isSmall ? cube.All() : Candidates(index)).Select(point => (point, surrogate.Gain(point))).OrderByDescending(pair => pair.Item2)];
        IEnumerable<(double[] Point, double Gain)> refined = isSmall ? [] : candidates.Take(Refined).SelectMany(Refine);
        return candidates.Concat(refined).OrderByDescending(pair => pair.Gain).Select(pair => pair.Point);
    }

    private IEnumerable<double[]> Candidates(uint index)
    {
        for (uint i = 0; i < OverCube; i++)
        {
            yield return cube.Snap([.. Enumerable.Range(0, cube.Axes.Length).Select(j => random.Draw(index, i, (uint)j).UniformDouble())]);
        }

        for (uint i = 0; i < AroundBest; i++)
        {
            yield return Near(surrogate.Best[(int)i % surrogate.Best.Length], index, OverCube + i);
        }
    }

    // About half of the coordinates move, by distances of all sizes; in a list to anywhere.
    private double[] Near(double[] centre, uint index, uint candidate)
    {
        double reach = Math.Pow(2, -1 - (8 * random.Draw(index, candidate, (uint)centre.Length).UniformDouble()));
        double[] point = [.. centre];
        for (int j = 0; j < point.Length; j++)
        {
            PhiloxBlock draw = random.Draw(index, candidate, (uint)j);
            if (draw.Word2 < uint.MaxValue / 2 || point.Length == 1)
            {
                point[j] = cube.Axes[j].IsList ? draw.UniformDouble() : Math.Clamp(point[j] + (reach * ((2 * draw.UniformDouble()) - 1)), 0, Math.BitDecrement(1.0));
            }
        }

        return cube.Snap(point);
    }

    // All points on the way: the last one may be taken.
    private List<(double[] Point, double Gain)> Refine((double[] Point, double Gain) start)
    {
        List<(double[] Point, double Gain)> path = [start];
        for (double step = FirstStep; step >= LastStep; step /= 2)
        {
            int before;
            do
            {
                before = path.Count;
                for (int j = 0; j < cube.Axes.Length; j++)
                {
                    path.AddRange(Better(path[^1], j, step));
                }
            }
            while (path.Count > before);
        }

        return path;
    }

    private IEnumerable<(double[] Point, double Gain)> Better((double[] Point, double Gain) from, int axis, double step)
    {
        foreach (double u in cube.Axes[axis].Around(from.Point[axis], step, MostListed))
        {
            double[] moved = [.. from.Point];
            moved[axis] = u;
            if (surrogate.Gain(moved) is var gain && gain > from.Gain + LeastGain)
            {
                from = (moved, gain);
                yield return from;
            }
        }
    }
}
