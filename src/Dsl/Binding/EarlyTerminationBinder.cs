using SweepDsl.Dsl.Confounds;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Reads <c>sweep.early_terminate</c>.</summary>
internal sealed class EarlyTerminationBinder(CheckContext context)
{
    private const double DefaultEta = 3;

    private static readonly string[] HyperbandKeys = ["s", "strict"];

    /// <summary>When trials are ended; null when it is in error.</summary>
    public EarlyTerminationSettings? Bind(CheckedMapping termination)
    {
        if (!termination.IsComplete)
        {
            return null;
        }

        double eta = termination.Find<CheckedScalar>("eta")?.Number ?? DefaultEta;
        return termination.Find<CheckedScalar>("type")!.Text == "asha" ? Asha(termination, eta) : Hyperband(termination, eta);
    }

    /// <summary>Reports a first bracket that lies beyond the last evaluation of every trial.</summary>
    public static void CheckReach(CheckContext context, StudyDesign study)
    {
        if (study.Model.Sweep.EarlyTermination is not { FirstBracket: var first } || study.Model.Training.OtherBudgets.Count > 0 || study.Points.Count == 0
            || !study.Points.All(point => point.Evaluations <= first))
        {
            return;
        }

        long most = study.Points.Max(point => point.Evaluations!.Value);
        context.Report(
            DiagnosticCatalogue.ImpossibleTermination,
            study.Key("sweep", "early_terminate"),
            $"Trials are judged after {StudyDesign.Text(first)} evaluations first, and the longest have {StudyDesign.Text(most)} in all, the last of which is their end: none would ever be judged. Let the first bracket come earlier, or measure more often ('training: {{ evaluate: {{ every: … }} }}').");
    }

    private EarlyTerminationSettings? Hyperband(CheckedMapping termination, double eta)
    {
        CheckedScalar? first = termination.Find<CheckedScalar>("min_iter");
        CheckedScalar? last = termination.Find<CheckedScalar>("max_iter");
        CheckedScalar? count = termination.Find<CheckedScalar>("s");
        bool isStrict = termination.Find<CheckedScalar>("strict")?.Truth ?? false;
        if (first is not null && (last ?? count) is not null)
        {
            string other = last is null ? "s" : "max_iter";
            return Fault(DiagnosticCatalogue.ConflictingKeys, termination.Entries[other].KeySpan, $"'early_terminate' has both 'min_iter' and '{other}'. The brackets go up from min_iter, or down from max_iter in 's' steps: keep one of the two.");
        }

        if (first is not null)
        {
            return new AscendingHyperband(eta, first.Integer, isStrict);
        }

        if (last is null || count is null)
        {
            string missing = last is not null ? "'s', the number of brackets below max_iter" : count is not null ? "'max_iter', what the brackets go down from" : "'min_iter', or 'max_iter' with 's': one of them says when trials are judged";
            return Fault(DiagnosticCatalogue.MissingKey, termination.Span, $"'early_terminate' lacks {missing}.");
        }

        DescendingHyperband hyperband = new(eta, last.Integer, count.Integer, isStrict);
        if (hyperband.FirstBracket >= 1)
        {
            return hyperband;
        }

        int most = (int)Math.Floor((Math.Log(last.Integer) / Math.Log(eta)) + 1e-9);
        return Impossible(count.Span, $"{count.Integer} brackets below max_iter {last.Integer} with eta {Point.Text(new Expressions.NumberLiteral(eta))} would begin before the first evaluation. {(most < 1 ? "Not one fits: choose a larger max_iter." : $"At most {most} fit: choose a smaller s, or a larger max_iter.")}");
    }

    private EarlyTerminationSettings? Asha(CheckedMapping termination, double eta)
    {
        string? misplaced = HyperbandKeys.FirstOrDefault(termination.Entries.ContainsKey);
        if (misplaced is not null)
        {
            return Fault(DiagnosticCatalogue.ConflictingKeys, termination.Entries[misplaced].KeySpan, $"'{misplaced}' belongs to hyperband, and the type is asha: rungs lie at min_iter, min_iter eta and so on, below max_iter. Delete the key.");
        }

        CheckedScalar? first = termination.Find<CheckedScalar>("min_iter");
        CheckedScalar? last = termination.Find<CheckedScalar>("max_iter");
        return first is null ? Fault(DiagnosticCatalogue.MissingKey, termination.Span, "'early_terminate' lacks 'min_iter': the evaluations after which trials are judged first.")
            : last is not null && last.Integer <= first.Integer ? Impossible(last.Span, $"No rung lies below max_iter {last.Integer}, for the first is min_iter {first.Integer}. Choose a larger max_iter, or a smaller min_iter.")
            : new AshaSettings(eta, first.Integer, last?.Integer);
    }

    private EarlyTerminationSettings? Impossible(SourceSpan span, string message) => Fault(DiagnosticCatalogue.ImpossibleTermination, span, message);

    private EarlyTerminationSettings? Fault(DiagnosticDescriptor rule, SourceSpan span, string message)
    {
        context.Report(rule, span, message);
        return null;
    }
}
