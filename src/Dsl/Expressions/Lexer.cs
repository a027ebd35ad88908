using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Expressions;

/// <summary>Splits an expression into tokens.</summary>
internal sealed class Lexer(string text, int start, int end)
{
    private static readonly string[] Symbols = ["==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "<", ">", "!", "?", ":", "(", ")", ","];
    private int _position = start;

    /// <summary>The tokens, an end token last; or null and the fault.</summary>
    public IReadOnlyList<Token>? Tokens(out ExpressionFault? fault)
    {
        List<Token> tokens = [];
        fault = null;
        while (SkipWhiteSpace())
        {
            Token? token = Number() ?? Word() ?? Symbol() ?? Text(out fault);
            if (token is null)
            {
                fault ??= Unreadable();
                return null;
            }

            tokens.Add(token.Value);
            _position = token.Value.End;
        }

        tokens.Add(new Token(TokenKind.End, "", end, end));
        return tokens;
    }

    private ExpressionFault Unreadable() => text[_position] is >= '0' and <= '9'
        ? new(DiagnosticCatalogue.ExpressionSyntax, "This is no number: write digits without separators or leading zeros, such as 1000, 0.5 or 1e-3.", _position, _position + 1)
        : new(DiagnosticCatalogue.ExpressionSyntax, $"The character {Wording.Quote(text.Substring(_position, 1))} has no place in an expression.", _position, _position + 1);

    private bool SkipWhiteSpace()
    {
        while (_position < end && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }

        return _position < end;
    }

    private Token? Number()
    {
        int stop = NumberGrammar.Scan(text, _position, out bool isInteger);
        bool isFollowedByWord = stop > _position && stop < end && (IsWordStart(text[stop]) || char.IsDigit(text[stop]) || text[stop] == '.');
        return stop == _position || stop > end || isFollowedByWord
            ? null
            : new Token(isInteger ? TokenKind.Integer : TokenKind.Number, text.Substring(_position, stop - _position), _position, stop);
    }

    // Names of nested parameters have dots between words.
    private Token? Word()
    {
        int stop = _position;
        while (stop < end && (IsWordStart(text[stop]) || (stop > _position && (text[stop] is >= '0' and <= '9' || IsDotBeforeWord(stop)))))
        {
            stop++;
        }

        return stop == _position ? null : new Token(TokenKind.Word, text.Substring(_position, stop - _position), _position, stop);
    }

    private Token? Symbol()
    {
        string? symbol = Symbols.FirstOrDefault(s => _position + s.Length <= end && string.CompareOrdinal(text, _position, s, 0, s.Length) == 0);
        return symbol is null ? null : new Token(TokenKind.Symbol, symbol, _position, _position + symbol.Length);
    }

    private Token? Text(out ExpressionFault? fault)
    {
        fault = null;
        char quote = text[_position];
        if (quote is not ('\'' or '"'))
        {
            return null;
        }

        int close = text.IndexOf(quote, _position + 1, end - _position - 1);
        if (close < 0)
        {
            fault = new ExpressionFault(DiagnosticCatalogue.ExpressionSyntax, "The text that begins here has no closing quote.", _position, _position + 1);
            return null;
        }

        return new Token(TokenKind.Text, text.Substring(_position + 1, close - _position - 1), _position, close + 1);
    }

    private bool IsDotBeforeWord(int place) => text[place] == '.' && place + 1 < end && IsWordStart(text[place + 1]);

    private static bool IsWordStart(char character) => character is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
