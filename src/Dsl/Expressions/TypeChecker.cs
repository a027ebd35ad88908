using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Expressions;

/// <summary>Makes typed expressions of syntax trees, computing what is constant, and notes every fault.</summary>
internal sealed class TypeChecker(ExpressionScope scope)
{
    private static readonly Evaluator Constants = new(new Dictionary<string, Expression>(), null);

    private readonly List<ExpressionFault> _faults = [];

    /// <summary>What was found wrong.</summary>
    public IReadOnlyList<ExpressionFault> Faults => _faults;

    /// <summary>The typed expression; null when it, or a parameter it uses, is in error.</summary>
    public Expression? Check(SyntaxNode node) => node switch
    {
        LiteralSyntax literal => literal.Value,
        NameSyntax name => Name(name),
        UnarySyntax unary => Unary(unary),
        BinarySyntax binary => Binary(binary),
        ConditionalSyntax conditional => Conditional(conditional),
        CallSyntax call => Call(call),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "Unknown kind of syntax."),
    };

    /// <summary>A type in words.</summary>
    public static string Noun(ScalarType type) => type switch
    {
        ScalarType.Integer => "an integer",
        ScalarType.Number => "a number",
        ScalarType.Truth => "a truth value",
        _ => "a text",
    };

    private static bool IsNumeric(Expression expression) => expression.Type is ScalarType.Integer or ScalarType.Number;

    private static bool IsLiteral(Expression expression) => expression is IntegerLiteral or NumberLiteral or TruthLiteral or TextLiteral;

    private static ScalarType Common(Expression left, Expression right) =>
        left.Type == ScalarType.Integer && right.Type == ScalarType.Integer ? ScalarType.Integer : ScalarType.Number;

    private Expression? Fault(DiagnosticDescriptor rule, SyntaxNode node, string message)
    {
        _faults.Add(new ExpressionFault(rule, message, node.Start, node.End));
        return null;
    }

    private Expression? Name(NameSyntax name)
    {
        if (name.Name == FunctionTable.Examples)
        {
            return scope.KnowsExamples
                ? new ExamplesReference()
                : Fault(DiagnosticCatalogue.ExpressionNotAllowed, name, "The value of a parameter cannot depend on 'examples'. Use the expression where the parameter is used.");
        }

        if (scope.Parameters.TryGetValue(name.Name, out ScalarType? type))
        {
            return type is null ? null : new ParameterReference(name.Name, type.Value);
        }

        if (name.Name == scope.Tuned)
        {
            return Fault(
                DiagnosticCatalogue.ExpressionNotAllowed, name, $"{Wording.Quote(name.Name)} is searched inside each point, so the parameters of points cannot depend on it. Use the expression where the parameter is used.");
        }

        if (scope.Later.Contains(name.Name))
        {
            return Fault(DiagnosticCatalogue.UnknownIdentifier, name, $"The parameter {Wording.Quote(name.Name)} is not declared above. A parameter may use those above it only: move it up.");
        }

        if (FunctionTable.TryFind(name.Name, out _))
        {
            return Fault(DiagnosticCatalogue.ExpressionSyntax, name, $"{Wording.Quote(name.Name)} is a function: put its arguments in brackets after it.");
        }

        IReadOnlyList<string> known = [.. scope.Parameters.Keys, .. scope.KnowsExamples ? [FunctionTable.Examples] : Array.Empty<string>()];
        string remedy = $" Declare it under sweep.parameters, with 'value: …' if it has only one.{Wording.Suggestion(name.Name, known)}";
        return Fault(DiagnosticCatalogue.UnknownIdentifier, name, $"{Wording.Quote(name.Name)} is no parameter of the sweep.{remedy}");
    }

    private Expression? Unary(UnarySyntax unary)
    {
        if (Check(unary.Operand) is not { } operand)
        {
            return null;
        }

        bool fits = unary.Operator == UnaryOperator.Not ? operand.Type == ScalarType.Truth : IsNumeric(operand);
        (string symbol, string needed) = unary.Operator == UnaryOperator.Not ? ("!", "a truth value") : ("-", "an integer or a number");
        return fits
            ? Fold(new UnaryExpression(unary.Operator, operand, operand.Type), unary, operand)
            : Fault(DiagnosticCatalogue.ExpressionType, unary.Operand, $"'{symbol}' needs {needed}, and this is {Noun(operand.Type)}.");
    }

    private Expression? Binary(BinarySyntax binary)
    {
        Expression? left = Check(binary.Left);
        Expression? right = Check(binary.Right);
        if (left is null || right is null)
        {
            return null;
        }

        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                return Need(binary, left, right, e => e.Type == ScalarType.Truth, "truth values") ? Logic(binary, left, right) : null;
            case BinaryOperator.Equal or BinaryOperator.NotEqual:
                return left.Type == right.Type || (IsNumeric(left) && IsNumeric(right))
                    ? Fold(new BinaryExpression(binary.Operator, left, right, ScalarType.Truth), binary, left, right)
                    : Fault(DiagnosticCatalogue.ExpressionType, binary, $"'{binary.Symbol}' compares values of one kind, and here stand {Noun(left.Type)} and {Noun(right.Type)}.");
            case BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                return Need(binary, left, right, IsNumeric, "integers or numbers")
                    ? Fold(new BinaryExpression(binary.Operator, left, right, ScalarType.Truth), binary, left, right)
                    : null;
            default:
                ScalarType type = binary.Operator == BinaryOperator.Divide ? ScalarType.Number : Common(left, right);
                return Need(binary, left, right, IsNumeric, "integers or numbers") ? Fold(new BinaryExpression(binary.Operator, left, right, type), binary, left, right) : null;
        }
    }

    private Expression? Logic(BinarySyntax binary, Expression left, Expression right)
    {
        if (left is TruthLiteral decided)
        {
            return decided.Value == (binary.Operator == BinaryOperator.Or) ? decided : right;
        }

        return new BinaryExpression(binary.Operator, left, right, ScalarType.Truth);
    }

    private bool Need(BinarySyntax binary, Expression left, Expression right, Func<Expression, bool> fits, string what)
    {
        foreach ((SyntaxNode node, Expression operand) in new[] { (binary.Left, left), (binary.Right, right) })
        {
            if (!fits(operand))
            {
                Fault(DiagnosticCatalogue.ExpressionType, node, $"'{binary.Symbol}' needs {what}, and this is {Noun(operand.Type)}.");
            }
        }

        return fits(left) && fits(right);
    }

    private Expression? Conditional(ConditionalSyntax conditional)
    {
        Expression? condition = Check(conditional.Condition);
        Expression? whenTrue = Check(conditional.WhenTrue);
        Expression? whenFalse = Check(conditional.WhenFalse);
        if (condition is not null && condition.Type != ScalarType.Truth)
        {
            return Fault(DiagnosticCatalogue.ExpressionType, conditional.Condition, $"'?' needs a truth value before it, and this is {Noun(condition.Type)}.");
        }

        if (condition is null || whenTrue is null || whenFalse is null)
        {
            return null;
        }

        bool areNumeric = IsNumeric(whenTrue) && IsNumeric(whenFalse);
        if (!areNumeric && whenTrue.Type != whenFalse.Type)
        {
            return Fault(
                DiagnosticCatalogue.ExpressionType, conditional.WhenFalse, $"Both values of '?:' must be of one kind, and here stand {Noun(whenTrue.Type)} and {Noun(whenFalse.Type)}.");
        }

        return condition is TruthLiteral decided
            ? decided.Value ? whenTrue : whenFalse
            : new ConditionalExpression(condition, whenTrue, whenFalse, areNumeric ? Common(whenTrue, whenFalse) : whenTrue.Type);
    }

    private Expression? Call(CallSyntax call)
    {
        Expression?[] arguments = [.. call.Arguments.Select(Check)];
        if (!FunctionTable.TryFind(call.Name.Text, out Function function))
        {
            _faults.Add(new ExpressionFault(
                DiagnosticCatalogue.UnknownIdentifier,
                $"{Wording.Quote(call.Name.Text)} is no function. Functions are {Wording.Alternatives(FunctionTable.Words)}.",
                call.Name.Start,
                call.Name.End));
            return null;
        }

        (int least, int most, string text) = FunctionTable.ArgumentCount(function);
        if (arguments.Length < least || arguments.Length > most)
        {
            return Fault(DiagnosticCatalogue.ExpressionType, call, $"{Wording.Quote(call.Name.Text)} takes {text}, and here stand {arguments.Length}.");
        }

        Expression[] known = [.. arguments.OfType<Expression>()];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is { } argument && !IsNumeric(argument))
            {
                Fault(DiagnosticCatalogue.ExpressionType, call.Arguments[i], $"{Wording.Quote(call.Name.Text)} needs an integer or a number, and this is {Noun(argument.Type)}.");
            }
        }

        return known.Length < arguments.Length || !known.All(IsNumeric) ? null : Call(function, known, call);
    }

    private Expression? Call(Function function, Expression[] arguments, CallSyntax call)
    {
        bool areIntegers = arguments.All(argument => argument.Type == ScalarType.Integer);
        switch (function)
        {
            case Function.Floor or Function.Ceil or Function.Round when areIntegers:
                return arguments[0];
            case Function.Floor or Function.Ceil or Function.Round:
                return Fold(new CallExpression(function, arguments.ToValueList(), ScalarType.Integer), call, arguments);
            default:
                ScalarType type = function is Function.Min or Function.Max && areIntegers ? ScalarType.Integer : ScalarType.Number;
                return Fold(new CallExpression(function, arguments.ToValueList(), type), call, arguments);
        }
    }

    private Expression? Fold(Expression expression, SyntaxNode node, params Expression[] operands)
    {
        // C# refuses it even where no point of the grid comes by.
        if (expression is BinaryExpression { Operator: BinaryOperator.Remainder, Type: ScalarType.Integer, Right: IntegerLiteral { Value: 0 } })
        {
            return Fault(DiagnosticCatalogue.ExpressionValue, node, "The value of this is the remainder of a division by zero.");
        }

        if (!operands.All(IsLiteral))
        {
            return expression;
        }

        return Constants.TryEvaluate(expression, out Expression? value, out string? failure)
            ? value
            : Fault(DiagnosticCatalogue.ExpressionValue, node, $"The value of this is {failure}.");
    }
}
