using System.Globalization;
using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Expressions;

/// <summary>
/// Reads <c>${…}</c> into a syntax tree. From loosest to tightest: <c>?:</c> (to the right), <c>||</c>, <c>&amp;&amp;</c>, <c>== !=</c>, <c>&lt; &lt;= &gt; &gt;=</c>,
/// <c>+ -</c>, <c>* / %</c>, unary <c>- !</c>; all others to the left, as in C#.
/// </summary>
internal sealed class ExpressionReader
{
    private const int LongestExpression = 1000;
    private const int DeepestNesting = 32;

    private static readonly (string Symbol, BinaryOperator Operator)[][] Levels =
    [
        [("||", BinaryOperator.Or)],
        [("&&", BinaryOperator.And)],
        [("==", BinaryOperator.Equal), ("!=", BinaryOperator.NotEqual)],
        [("<", BinaryOperator.Less), ("<=", BinaryOperator.LessOrEqual), (">", BinaryOperator.Greater), (">=", BinaryOperator.GreaterOrEqual)],
        [("+", BinaryOperator.Add), ("-", BinaryOperator.Subtract)],
        [("*", BinaryOperator.Multiply), ("/", BinaryOperator.Divide), ("%", BinaryOperator.Remainder)],
    ];

    private readonly IReadOnlyList<Token> _tokens;
    private int _index;
    private int _depth;
    private ExpressionFault? _fault;

    private ExpressionReader(IReadOnlyList<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_index];

    /// <summary>The tree of a scalar's value that begins with <c>${</c>; or null and the first fault.</summary>
    public static SyntaxNode? Read(string value, out ExpressionFault? fault)
    {
        int start = value.IndexOf("${", StringComparison.Ordinal) + 2;
        int end = value.TrimEnd().Length;
        if (value.Length > LongestExpression)
        {
            fault = new(DiagnosticCatalogue.ExpressionTooComplex, $"An expression has at most {LongestExpression} characters and this one has {value.Length}. Split it: a parameter of the sweep may be an expression.", 0, value.Length);
            return null;
        }

        if (end <= start || value[end - 1] != '}')
        {
            fault = new(DiagnosticCatalogue.ExpressionSyntax, "An expression must enclose the whole value: it begins with '${' and ends with '}', with nothing after it.", 0, value.Length);
            return null;
        }

        IReadOnlyList<Token>? tokens = new Lexer(value, start, end - 1).Tokens(out fault);
        if (tokens is null)
        {
            return null;
        }

        ExpressionReader reader = new(tokens);
        SyntaxNode tree = reader.Conditional();
        if (reader.Current.Kind != TokenKind.End)
        {
            reader.Expected("an operator or the end of the expression");
        }

        fault = reader._fault;
        return fault is null ? tree : null;
    }

    private SyntaxNode Conditional()
    {
        if (!Enter())
        {
            return Nothing();
        }

        SyntaxNode condition = Binary(0);
        if (Take("?"))
        {
            SyntaxNode whenTrue = Conditional();
            if (!Take(":"))
            {
                Expected("':' and what counts when the condition is false");
            }

            condition = new ConditionalSyntax(condition, whenTrue, Conditional());
        }

        _depth--;
        return condition;
    }

    private SyntaxNode Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        SyntaxNode left = Binary(level + 1);
        while (_fault is null && Current.Kind == TokenKind.Symbol)
        {
            int found = Array.FindIndex(Levels[level], candidate => candidate.Symbol == Current.Text);
            if (found < 0)
            {
                break;
            }

            (string symbol, BinaryOperator kind) = Levels[level][found];
            _index++;
            left = new BinarySyntax(kind, symbol, left, Binary(level + 1));
        }

        return left;
    }

    private SyntaxNode Unary()
    {
        Token first = Current;
        if (first is not { Kind: TokenKind.Symbol, Text: "-" or "!" })
        {
            return Primary();
        }

        if (!Enter())
        {
            return Nothing();
        }

        _index++;
        bool isSignOfInteger = first.Text == "-" && Current.Kind == TokenKind.Integer;
        SyntaxNode operand = isSignOfInteger ? Literal(Current, "-") : Unary();
        _depth--;
        return isSignOfInteger
            ? operand with { Start = first.Start }
            : new UnarySyntax(first.Text == "-" ? UnaryOperator.Negate : UnaryOperator.Not, operand, first.Start, operand.End);
    }

    private SyntaxNode Primary()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Integer or TokenKind.Number or TokenKind.Text:
                return Literal(token, "");
            case TokenKind.Word:
                _index++;
                return token.Text is "true" or "false" ? new LiteralSyntax(new TruthLiteral(token.Text == "true"), token.Start, token.End)
                    : Take("(") ? Call(token)
                    : new NameSyntax(token.Text, token.Start, token.End);
            case TokenKind.Symbol when token.Text == "(":
                _index++;
                SyntaxNode inner = Conditional();
                if (!Take(")"))
                {
                    Expected("')'");
                }

                return inner with { Start = token.Start, End = _tokens[_index - 1].End };
            default:
                Expected("a number, a parameter, a function, a text or '('");
                return Nothing();
        }
    }

    private LiteralSyntax Literal(Token token, string sign)
    {
        _index++;
        Expression? value = token.Kind switch
        {
            TokenKind.Text => new TextLiteral(token.Text),
            TokenKind.Integer when int.TryParse(sign + token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int integer) => new IntegerLiteral(integer),
            TokenKind.Number when double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsInfinity(number) => new NumberLiteral(number),
            _ => null,
        };
        if (value is null)
        {
            _fault ??= new(
                DiagnosticCatalogue.OutOfRange, $"{token.Text} is too large: integers have 32 bits (at most {int.MaxValue}) and numbers are double. Write larger whole numbers with a point or an exponent.", token.Start, token.End);
        }

        return new LiteralSyntax(value ?? new IntegerLiteral(0), token.Start, token.End);
    }

    private CallSyntax Call(Token name)
    {
        List<SyntaxNode> arguments = [];
        if (!Take(")"))
        {
            do
            {
                arguments.Add(Conditional());
            }
            while (_fault is null && Take(","));
            if (!Take(")"))
            {
                Expected("',' or ')'");
            }
        }

        return new CallSyntax(name, arguments, name.Start, _tokens[_index - 1].End);
    }

    private LiteralSyntax Nothing() => new(new IntegerLiteral(0), Current.Start, Current.End);

    private bool Take(string symbol)
    {
        bool isThere = _fault is null && Current.Kind == TokenKind.Symbol && Current.Text == symbol;
        _index += isThere ? 1 : 0;
        return isThere;
    }

    private void Expected(string what)
    {
        string found = Current.Kind == TokenKind.End ? "the end of the expression" : Wording.Quote(Current.Text);
        string hint = Current.Text == "=" ? " Equality is written '=='." : "";
        _fault ??= new(DiagnosticCatalogue.ExpressionSyntax, $"Expected {what}, found {found}.{hint}", Current.Start, Math.Max(Current.End, Current.Start + 1));
    }

    private bool Enter()
    {
        if (++_depth > DeepestNesting)
        {
            _fault ??= new(
                DiagnosticCatalogue.ExpressionTooComplex, $"The expression is nested deeper than {DeepestNesting}. Split it: a parameter of the sweep may be an expression.", Current.Start, Current.End);
        }

        return _fault is null;
    }
}
