namespace SweepDsl.Dsl.Syntax;

/// <summary>Decimal numbers: digits, at most one point, an exponent; no leading zero before other digits, nothing between digits.</summary>
internal static class NumberGrammar
{
    /// <summary>Whether the text from a place to its end is a number, and whether it is written as an integer.</summary>
    public static (bool IsNumber, bool IsInteger) Match(string text, int start)
    {
        int end = Scan(text, start, out bool isInteger);
        return (end > start && end == text.Length, isInteger);
    }

    /// <summary>The end of the longest number from a place; the place itself when none begins there.</summary>
    public static int Scan(string text, int start, out bool isInteger)
    {
        int whole = Digits(text, start);
        int end = whole;
        isInteger = true;
        if (whole - start > 1 && text[start] == '0')
        {
            return start;
        }

        if (end < text.Length && text[end] == '.')
        {
            int fraction = Digits(text, end + 1);
            if (whole == start && fraction == end + 1)
            {
                return start;
            }

            isInteger = false;
            end = fraction;
        }

        if (end == start)
        {
            return start;
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int sign = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            int exponent = Digits(text, sign);
            if (exponent > sign)
            {
                isInteger = false;
                end = exponent;
            }
        }

        return end;
    }

    private static int Digits(string text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] is >= '0' and <= '9')
        {
            end++;
        }

        return end;
    }
}
