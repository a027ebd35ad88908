using System.Diagnostics.CodeAnalysis;

namespace SweepDsl.Dsl.Expressions;

/// <summary>Computes expressions at build time, with the same results as the C# that <see cref="CSharpRenderer"/> writes.</summary>
public sealed class Evaluator
{
    private readonly IReadOnlyDictionary<string, Expression> _parameters;
    private readonly int? _examples;

    /// <summary>An evaluator at one point.</summary>
    /// <param name="parameters">The parameters' values: literals.</param>
    /// <param name="examples">Training examples of an epoch; null when they are not known.</param>
    public Evaluator(IReadOnlyDictionary<string, Expression> parameters, int? examples)
    {
        _parameters = parameters;
        _examples = examples;
    }

    /// <summary>The value of an expression as a literal; or false and why it has none, in a few words.</summary>
    public bool TryEvaluate(Expression expression, [NotNullWhen(true)] out Expression? value, [NotNullWhen(false)] out string? failure)
    {
        (value, failure) = (null, null);
        try
        {
            switch (expression.Type)
            {
                case ScalarType.Integer:
                    value = new IntegerLiteral(Integer(expression));
                    break;
                case ScalarType.Truth:
                    value = new TruthLiteral(Truth(expression));
                    break;
                case ScalarType.Text:
                    value = new TextLiteral(Text(expression));
                    break;
                default:
                    double number = Number(expression);
                    (value, failure) = double.IsNaN(number) ? (null, "not a number")
                        : double.IsInfinity(number) ? (null, "infinite")
                        : (new NumberLiteral(number), (string?)null);
                    break;
            }
        }
        catch (DivideByZeroException)
        {
            failure = "a remainder of a division by zero";
        }
        catch (OverflowException)
        {
            failure = "beyond the range of integers, -2147483648 to 2147483647";
        }

        return value is not null;
    }

    private int Integer(Expression expression) => expression switch
    {
        IntegerLiteral literal => literal.Value,
        ParameterReference reference => Integer(_parameters[reference.Name]),
        ExamplesReference => _examples ?? throw new InvalidOperationException("The number of examples is not known here."),
        UnaryExpression unary => checked(-Integer(unary.Operand)),
        BinaryExpression binary => Arithmetic(binary.Operator, Integer(binary.Left), Integer(binary.Right)),
        ConditionalExpression conditional => Integer(Truth(conditional.Condition) ? conditional.WhenTrue : conditional.WhenFalse),
        CallExpression call => Integer(call),
        _ => throw Unknown(expression),
    };

    private int Integer(CallExpression call) => call.Function switch
    {
        Function.Min => call.Arguments.Min(Integer),
        Function.Max => call.Arguments.Max(Integer),
        Function.Floor => checked((int)Math.Floor(Number(call.Arguments[0]))),
        Function.Ceil => checked((int)Math.Ceiling(Number(call.Arguments[0]))),
        Function.Round => checked((int)Math.Round(Number(call.Arguments[0]), MidpointRounding.AwayFromZero)),
        _ => throw Unknown(call),
    };

    private double Number(Expression expression) => expression switch
    {
        NumberLiteral literal => literal.Value,
        { Type: ScalarType.Integer } => Integer(expression),
        ParameterReference reference => Number(_parameters[reference.Name]),
        UnaryExpression unary => -Number(unary.Operand),
        BinaryExpression binary => Arithmetic(binary.Operator, Number(binary.Left), Number(binary.Right)),
        ConditionalExpression conditional => Number(Truth(conditional.Condition) ? conditional.WhenTrue : conditional.WhenFalse),
        CallExpression call => Number(call),
        _ => throw Unknown(expression),
    };

    private double Number(CallExpression call)
    {
        double first = Number(call.Arguments[0]);
        return call.Function switch
        {
            Function.Sqrt => Math.Sqrt(first),
            Function.Pow => Math.Pow(first, Number(call.Arguments[1])),
            Function.Exp => Math.Exp(first),
            Function.Ln => Math.Log(first),
            Function.Log2 => BinaryLogarithm.Of(first),
            Function.Min => call.Arguments.Skip(1).Aggregate(first, (least, argument) => Math.Min(least, Number(argument))),
            Function.Max => call.Arguments.Skip(1).Aggregate(first, (greatest, argument) => Math.Max(greatest, Number(argument))),
            _ => throw Unknown(call),
        };
    }

    private bool Truth(Expression expression) => expression switch
    {
        TruthLiteral literal => literal.Value,
        ParameterReference reference => Truth(_parameters[reference.Name]),
        UnaryExpression unary => !Truth(unary.Operand),
        BinaryExpression { Operator: BinaryOperator.And } binary => Truth(binary.Left) && Truth(binary.Right),
        BinaryExpression { Operator: BinaryOperator.Or } binary => Truth(binary.Left) || Truth(binary.Right),
        BinaryExpression binary => Comparison(binary),
        ConditionalExpression conditional => Truth(Truth(conditional.Condition) ? conditional.WhenTrue : conditional.WhenFalse),
        _ => throw Unknown(expression),
    };

    private string Text(Expression expression) => expression switch
    {
        TextLiteral literal => literal.Value,
        ParameterReference reference => Text(_parameters[reference.Name]),
        ConditionalExpression conditional => Text(Truth(conditional.Condition) ? conditional.WhenTrue : conditional.WhenFalse),
        _ => throw Unknown(expression),
    };

    private bool Comparison(BinaryExpression binary) => binary.Left.Type switch
    {
        ScalarType.Truth => (Truth(binary.Left) == Truth(binary.Right)) == (binary.Operator == BinaryOperator.Equal),
        ScalarType.Text => string.Equals(Text(binary.Left), Text(binary.Right), StringComparison.Ordinal) == (binary.Operator == BinaryOperator.Equal),
        _ => Comparison(binary.Operator, Number(binary.Left), Number(binary.Right)),
    };

    private static bool Comparison(BinaryOperator comparison, double left, double right) => comparison switch
    {
        BinaryOperator.Equal => left == right,
        BinaryOperator.NotEqual => left != right,
        BinaryOperator.Less => left < right,
        BinaryOperator.LessOrEqual => left <= right,
        BinaryOperator.Greater => left > right,
        BinaryOperator.GreaterOrEqual => left >= right,
        _ => throw Unknown(comparison),
    };

    private static int Arithmetic(BinaryOperator operation, int left, int right) => operation switch
    {
        BinaryOperator.Add => checked(left + right),
        BinaryOperator.Subtract => checked(left - right),
        BinaryOperator.Multiply => checked(left * right),
        BinaryOperator.Remainder => left % right,
        _ => throw Unknown(operation),
    };

    private static double Arithmetic(BinaryOperator operation, double left, double right) => operation switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        BinaryOperator.Remainder => left % right,
        _ => throw Unknown(operation),
    };

    private static ArgumentOutOfRangeException Unknown(object what) => new(nameof(what), what, "Unknown kind of expression.");
}
