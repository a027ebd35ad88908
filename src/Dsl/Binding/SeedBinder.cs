using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>The seeds of a sweep.</summary>
/// <param name="Listed">The seeds that every point is run with; where seeds are added, those it begins with.</param>
/// <param name="Most">The most seeds of a point where they are added; null where the list is all.</param>
internal sealed record BoundSeeds(ValueList<int> Listed, int? Most);

/// <summary>Reads <c>sweep.seeds</c>: how many, which, or how many at least and at most.</summary>
internal sealed class SeedBinder(CheckContext context)
{
    /// <summary>The seeds; null when they are in error.</summary>
    /// <param name="seeds">The checked value; null when there is none.</param>
    /// <param name="first">The checked <c>training.seed</c>; null when there is none.</param>
    public BoundSeeds? Bind(CheckedValue? seeds, CheckedScalar? first)
    {
        int start = first?.Integer ?? 0;
        return seeds switch
        {
            CheckedList list => DistinctSeeds(list) is { } distinct ? new BoundSeeds(distinct, null) : null,
            CheckedScalar { Value: IntegerLiteral count } => From(start, count.Value, null, seeds.Span),
            CheckedScalar => From(start, SearchRules.FirstSeeds, SearchRules.MostSeeds, seeds.Span),
            CheckedMapping range => Added(start, range),
            _ => new BoundSeeds(ValueList.Of(start), null),
        };
    }

    private BoundSeeds? Added(int start, CheckedMapping range)
    {
        if (!range.IsComplete)
        {
            return null;
        }

        int least = range.Find<CheckedScalar>("min")?.Integer ?? SearchRules.FirstSeeds;
        int most = range.Find<CheckedScalar>("max")?.Integer ?? SearchRules.MostSeeds;
        if (most <= least)
        {
            CheckedScalar wrong = range.Find<CheckedScalar>("max") ?? range.Find<CheckedScalar>("min")!;
            context.Report(DiagnosticCatalogue.EmptyRange, wrong.Span, $"'max' of 'seeds' must be above 'min', and {most} is not above {least}: no seed could be added. For a fixed number write 'seeds: {least}'.");
            return null;
        }

        return From(start, least, most, range.Span);
    }

    private BoundSeeds? From(int start, int count, int? most, Diagnostics.SourceSpan span)
    {
        if (start > int.MaxValue - ((most ?? count) - 1))
        {
            context.Report(DiagnosticCatalogue.OutOfRange, span, $"{most ?? count} seeds from training.seed {start} on would pass {int.MaxValue}. Use fewer, or a smaller seed.");
            return null;
        }

        return new BoundSeeds(Enumerable.Range(0, count).Select(i => start + i).ToValueList(), most);
    }

    private ValueList<int>? DistinctSeeds(CheckedList list)
    {
        List<int> seeds = [];
        HashSet<int> seen = [];
        bool isSound = true;
        foreach (CheckedValue? item in list.Items)
        {
            if (item is not CheckedScalar seed)
            {
                isSound = false;
            }
            else if (!seen.Add(seed.Integer))
            {
                context.Report(DiagnosticCatalogue.DuplicateValue, seed.Span, $"The seed {seed.Integer} is listed before. Each stands once, or its trials would be run twice.");
                isSound = false;
            }
            else
            {
                seeds.Add(seed.Integer);
            }
        }

        return isSound ? seeds.ToValueList() : null;
    }
}
