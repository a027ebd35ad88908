using System.Globalization;
using System.Text;

namespace SweepDsl.Dsl.Expressions;

/// <summary>Writes expressions as C# that computes the same values, and throws where an integer leaves its range.</summary>
public static class CSharpRenderer
{
    /// <summary>C# in which parameters are members of <c>parameters</c> and <c>examples</c> is <c>context.Examples</c>.</summary>
    public static string Render(Expression expression) => Render(expression, name => $"parameters.{MemberNames.FromYaml(name)}", "context.Examples");

    /// <summary>C# with other names for what the expression refers to.</summary>
    /// <param name="expression">What to write.</param>
    /// <param name="parameter">C# that gives the value of the parameter with this name in the YAML; a member access or an identifier.</param>
    /// <param name="examples">C# that gives the number of training examples of an epoch.</param>
    public static string Render(Expression expression, Func<string, string> parameter, string examples)
    {
        string text = new Writer(parameter, examples).Write(expression, Precedence.Lowest);
        return CanOverflow(expression) ? $"checked({text})" : text;
    }

    /// <summary>A C# literal of a text: ASCII alone, everything else escaped.</summary>
    public static string Literal(string text)
    {
        StringBuilder literal = new("\"");
        foreach (char character in text)
        {
            literal.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                >= ' ' and <= '~' => character.ToString(),
                _ => "\\u" + ((int)character).ToString("X4", CultureInfo.InvariantCulture),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A C# literal of a finite number that reads back as the same bits.</summary>
    public static string Literal(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E', 'e']) < 0 ? text + ".0" : text;
    }

    private static bool CanOverflow(Expression expression) => expression switch
    {
        UnaryExpression unary => (unary.Operator == UnaryOperator.Negate && unary.Type == ScalarType.Integer) || CanOverflow(unary.Operand),
        BinaryExpression binary => (binary.Type == ScalarType.Integer && binary.Operator != BinaryOperator.Remainder)
            || CanOverflow(binary.Left) || CanOverflow(binary.Right),
        ConditionalExpression conditional =>
            CanOverflow(conditional.Condition) || CanOverflow(conditional.WhenTrue) || CanOverflow(conditional.WhenFalse),
        CallExpression call => call.Function is Function.Floor or Function.Ceil or Function.Round || call.Arguments.Any(CanOverflow),
        _ => false,
    };

    private enum Precedence
    {
        Lowest,
        Conditional,
        Or,
        And,
        Equality,
        Relational,
        Additive,
        Multiplicative,
        Unary,
        Primary,
    }

    private sealed class Writer(Func<string, string> parameter, string examples)
    {
        public string Write(Expression expression, Precedence least)
        {
            (string text, Precedence precedence) = expression switch
            {
                IntegerLiteral { Value: int.MinValue } => ("int.MinValue", Precedence.Primary),
                IntegerLiteral literal => (literal.Value.ToString(CultureInfo.InvariantCulture), literal.Value < 0 ? Precedence.Unary : Precedence.Primary),
                NumberLiteral literal => NumberText(literal.Value),
                TruthLiteral literal => (literal.Value ? "true" : "false", Precedence.Primary),
                TextLiteral literal => (Literal(literal.Value), Precedence.Primary),
                ParameterReference reference => (parameter(reference.Name), Precedence.Primary),
                ExamplesReference => (examples, Precedence.Primary),
                UnaryExpression unary => (Symbol(unary.Operator) + Operand(unary.Operand), Precedence.Unary),
                BinaryExpression binary => Binary(binary),
                ConditionalExpression conditional => (Conditional(conditional), Precedence.Conditional),
                CallExpression call => Call(call),
                _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "Unknown kind of expression."),
            };
            return precedence < least ? $"({text})" : text;
        }

        private static (string Text, Precedence Precedence) NumberText(double value)
        {
            string text = Literal(value);
            return (text, text[0] == '-' ? Precedence.Unary : Precedence.Primary);
        }

        private static string Symbol(UnaryOperator unary) => unary == UnaryOperator.Negate ? "-" : "!";

        // A second sign in front would read as a decrement.
        private string Operand(Expression operand) => Write(operand, Precedence.Unary) is var text && text[0] == '-' ? $"({text})" : text;

        private (string Text, Precedence Precedence) Binary(BinaryExpression binary)
        {
            (string symbol, Precedence precedence) = binary.Operator switch
            {
                BinaryOperator.Add => ("+", Precedence.Additive),
                BinaryOperator.Subtract => ("-", Precedence.Additive),
                BinaryOperator.Multiply => ("*", Precedence.Multiplicative),
                BinaryOperator.Divide => ("/", Precedence.Multiplicative),
                BinaryOperator.Remainder => ("%", Precedence.Multiplicative),
                BinaryOperator.Equal => ("==", Precedence.Equality),
                BinaryOperator.NotEqual => ("!=", Precedence.Equality),
                BinaryOperator.Less => ("<", Precedence.Relational),
                BinaryOperator.LessOrEqual => ("<=", Precedence.Relational),
                BinaryOperator.Greater => (">", Precedence.Relational),
                BinaryOperator.GreaterOrEqual => (">=", Precedence.Relational),
                BinaryOperator.And => ("&&", Precedence.And),
                BinaryOperator.Or => ("||", Precedence.Or),
                _ => throw new ArgumentOutOfRangeException(nameof(binary), binary.Operator, "Unknown operator."),
            };
            string left = Write(binary.Left, precedence);
            bool isIntegerDivision = binary.Operator == BinaryOperator.Divide && binary.Left.Type == ScalarType.Integer && binary.Right.Type == ScalarType.Integer;
            if (isIntegerDivision)
            {
                left = $"(double){Write(binary.Left, Precedence.Primary)}";
            }

            return ($"{left} {symbol} {Write(binary.Right, precedence + 1)}", precedence);
        }

        private string Conditional(ConditionalExpression conditional) =>
            $"{Write(conditional.Condition, Precedence.Or)} ? {Write(conditional.WhenTrue, Precedence.Conditional)} : {Write(conditional.WhenFalse, Precedence.Conditional)}";

        private (string Text, Precedence Precedence) Call(CallExpression call)
        {
            string first = Write(call.Arguments[0], Precedence.Lowest);
            return call.Function switch
            {
                Function.Sqrt => ($"global::System.Math.Sqrt({first})", Precedence.Primary),
                Function.Pow => ($"global::System.Math.Pow({first}, {Write(call.Arguments[1], Precedence.Lowest)})", Precedence.Primary),
                Function.Exp => ($"global::System.Math.Exp({first})", Precedence.Primary),
                Function.Ln => ($"global::System.Math.Log({first})", Precedence.Primary),
                Function.Log2 => ($"global::System.Math.Log2({first})", Precedence.Primary),
                Function.Min => (Nested("Min", call), Precedence.Primary),
                Function.Max => (Nested("Max", call), Precedence.Primary),
                Function.Floor => ($"(int)global::System.Math.Floor({first})", Precedence.Unary),
                Function.Ceil => ($"(int)global::System.Math.Ceiling({first})", Precedence.Unary),
                Function.Round => ($"(int)global::System.Math.Round({first}, global::System.MidpointRounding.AwayFromZero)", Precedence.Unary),
                _ => throw new ArgumentOutOfRangeException(nameof(call), call.Function, "Unknown function."),
            };
        }

        private string Nested(string method, CallExpression call) =>
            call.Arguments.Skip(1).Aggregate(
                Write(call.Arguments[0], Precedence.Lowest), (text, argument) => $"global::System.Math.{method}({text}, {Write(argument, Precedence.Lowest)})");
    }
}
