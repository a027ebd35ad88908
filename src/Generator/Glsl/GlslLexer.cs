using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Diagnostics;

namespace SweepDsl.Generator.Glsl;

/// <summary>Splits GLSL into tokens. Comments, line continuations and preprocessor lines are taken out here, so that no parser is fooled by them.</summary>
internal sealed class GlslLexer
{
    private readonly GlslText _file;
    private readonly string _text;
    private int _position;
    private int _conditionalDepth;
    private bool _isAtLineStart = true;

    private GlslLexer(GlslText file) => (_file, _text) = (file, file.Text);

    private char Current => Peek(0);

    public static GlslText Read(string path, SourceText source)
    {
        GlslText file = new(path, source);
        new GlslLexer(file).ReadAll();
        return file;
    }

    private void ReadAll()
    {
        while (_position < _text.Length)
        {
            if (SkipBlank())
            {
                continue;
            }

            if (Current == '#' && _isAtLineStart)
            {
                ReadDirective();
                continue;
            }

            ReadToken();
        }
    }

    /// <summary>Skips one blank, line end, continuation or comment.</summary>
    private bool SkipBlank()
    {
        if (Current == '\n')
        {
            _isAtLineStart = true;
            _position++;
            return true;
        }

        if (char.IsWhiteSpace(Current) || Current == '\uFEFF')
        {
            _position++;
            return true;
        }

        return SkipContinuation() || SkipComment();
    }

    private bool SkipContinuation()
    {
        int length = ContinuationLength(_position);
        _position += length;
        return length > 0;
    }

    private int ContinuationLength(int position)
    {
        if (At(position) != '\\')
        {
            return 0;
        }

        return At(position + 1) == '\n' ? 2 : At(position + 1) == '\r' && At(position + 2) == '\n' ? 3 : 0;
    }

    private bool SkipComment()
    {
        if (Current != '/' || Peek(1) is not ('/' or '*'))
        {
            return false;
        }

        int start = _position;
        int contentEnd = Peek(1) == '/' ? ReadLineComment() : ReadBlockComment();
        _file.Comments.Add(new(_text.Substring(start + 2, contentEnd - start - 2), TextSpan.FromBounds(start, _position)));
        return true;
    }

    private int ReadLineComment()
    {
        while (_position < _text.Length && Current != '\n')
        {
            // A backslash at the end of the line continues the comment on the next one.
            _position += Math.Max(1, ContinuationLength(_position));
        }

        return _position;
    }

    private int ReadBlockComment()
    {
        int end = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            _file.Report(KernelDiagnostics.UnterminatedComment, new TextSpan(_position, 2));
            return _position = _text.Length;
        }

        _position = end + 2;
        return end;
    }

    private void ReadToken()
    {
        int start = _position;
        GlslTokenKind kind = GlslTokenKind.Punctuation;
        if (IsWordStart(Current))
        {
            kind = GlslTokenKind.Identifier;
            SkipWhile(IsWordPart);
        }
        else if (IsDigit(Current) || (Current == '.' && IsDigit(Peek(1))))
        {
            kind = GlslTokenKind.Number;
            SkipNumber();
        }
        else
        {
            _position++;
        }

        _isAtLineStart = false;
        _file.Tokens.Add(new(kind, _text.Substring(start, _position - start), start, _conditionalDepth > 0));
    }

    private void SkipNumber()
    {
        bool isHex = Current == '0' && Peek(1) is 'x' or 'X';
        while (IsWordPart(Current) || Current == '.' || (!isHex && Current is '+' or '-' && Peek(-1) is 'e' or 'E'))
        {
            _position++;
        }
    }

    /// <summary>Reads a preprocessor line up to its end; comments in it are kept as comments.</summary>
    private void ReadDirective()
    {
        List<(string Text, int Start)> words = [];
        _position++;
        while (_position < _text.Length && Current != '\n')
        {
            int start = _position;
            if (Current is '"' or '<' && words.Count == 1 && words[0].Text == "include")
            {
                ReadIncludeTarget();
            }
            else if (IsWordPart(Current))
            {
                SkipWhile(IsWordPart);
                words.Add((_text.Substring(start, _position - start), start));
            }
            else if (!SkipContinuation() && !SkipComment())
            {
                _position++;
            }
        }

        _conditionalDepth = words.FirstOrDefault().Text switch
        {
            "if" or "ifdef" or "ifndef" => _conditionalDepth + 1,
            "endif" => Math.Max(0, _conditionalDepth - 1),
            _ => _conditionalDepth,
        };
    }

    private void ReadIncludeTarget()
    {
        int start = _position;
        char close = Current == '"' ? '"' : '>';
        _position++;
        SkipWhile(c => c != close && c is not ('\n' or '\r'));
        string target = _text.Substring(start + 1, _position - start - 1);
        if (Current == close)
        {
            _position++;
            _file.Includes.Add(new(target.Trim(), close == '>', TextSpan.FromBounds(start, _position)));
        }
        else
        {
            _file.Report(KernelDiagnostics.Syntax, TextSpan.FromBounds(start, _position), $"'{close}'", "the end of the line");
        }
    }

    private void SkipWhile(Func<char, bool> condition)
    {
        while (_position < _text.Length && condition(Current))
        {
            _position++;
        }
    }

    private static bool IsWordStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private static bool IsWordPart(char c) => IsWordStart(c) || IsDigit(c);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private char Peek(int offset) => At(_position + offset);

    private char At(int index) => index >= 0 && index < _text.Length ? _text[index] : '\0';
}
