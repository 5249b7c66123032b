using System.Globalization;

namespace InboundFilter.Mail.Message.Dates;

/// <summary>Puts a date together from the pieces of its text.</summary>
internal sealed class DateReader(List<string> pieces)
{
    private int _at;
    private int? _year;
    private int _month;
    private int _day;

    public DateTimeOffset? Read()
    {
        SkipDayOfWeek();
        if (!TryReadDay())
        {
            return null;
        }

        TakeWord("T");
        TakeWord("at");
        if (!TryReadTime(out var time))
        {
            return null;
        }

        TimeSpan? zone = null;
        if (_year is null)
        {
            zone = TimeZoneText.Take(pieces, ref _at, yearFollows: true);
            _year = TakeYear();
        }

        zone ??= TimeZoneText.Take(pieces, ref _at, yearFollows: false);
        return Make(time, zone ?? TimeSpan.Zero);
    }

    private DateTimeOffset? Make(TimeSpan time, TimeSpan zone)
    {
        if (_year is not (>= 1 and <= 9999 and var year) || _month == 0 || _day < 1 || _day > DateTime.DaysInMonth(year, _month))
        {
            return null;
        }

        long ticks = new DateTime(year, _month, _day).Ticks + time.Ticks;
        long utc = ticks - zone.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks || ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return null;
        }

        return zone.Duration() > TimeSpan.FromHours(14) ? new DateTimeOffset(utc, TimeSpan.Zero) : new DateTimeOffset(ticks, zone);
    }

    /// <summary>A word that is followed by a number and a month may be a day of the week in any language.</summary>
    private void SkipDayOfWeek()
    {
        int next = IsMark(_at + 1, ".") ? _at + 2 : _at + 1;
        if (IsWord(_at) && (MonthName.IsDayOfWeek(pieces[_at]) || (IsNumber(next) && IsWord(next + 1))))
        {
            _at = next;
        }
    }

    private bool TryReadDay()
    {
        if (IsNumber(_at) && pieces[_at].Length == 4)
        {
            return TryReadIso();
        }

        return IsWord(_at) ? TryReadMonthFirst() : TryReadDayFirst();
    }

    /// <summary>2003-07-01.</summary>
    private bool TryReadIso()
    {
        _year = TakeYear();
        return (TakeMark("-") || TakeMark("/")) && TryTakeNumber(2, out _month) && _month is >= 1 and <= 12
            && (TakeMark("-") || TakeMark("/")) && TryTakeNumber(2, out _day);
    }

    /// <summary>1 Jul 2003, 1-Jul-03.</summary>
    private bool TryReadDayFirst()
    {
        if (!TryTakeNumber(2, out _day))
        {
            return false;
        }

        SkipSeparator();
        if (!TryTakeMonth())
        {
            return false;
        }

        SkipSeparator();
        _year = TakeYear();
        return _year is not null;
    }

    /// <summary>Jul 1, 2003 10:52, and asctime's Jul 1 10:52:37 2003.</summary>
    private bool TryReadMonthFirst()
    {
        if (!TryTakeMonth())
        {
            return false;
        }

        SkipSeparator();
        if (!TryTakeNumber(2, out _day))
        {
            return false;
        }

        _year = IsMark(_at + 1, ":") ? null : TakeYear();
        return true;
    }

    private bool TryReadTime(out TimeSpan time)
    {
        time = default;
        if (!TryTakeNumber(2, out int hour) || !(TakeMark(":") || TakeMark(".")) || !TryTakeNumber(2, out int minute))
        {
            return false;
        }

        int second = 0;
        if ((IsMark(_at, ":") || IsMark(_at, ".")) && IsNumber(_at + 1))
        {
            _at++;
            if (!TryTakeNumber(2, out second))
            {
                return false;
            }

            // Fractions of a second, of any length.
            _at += (IsMark(_at, ".") || IsMark(_at, ",")) && IsNumber(_at + 1) ? 2 : 0;
        }

        bool isAfternoon = hour is >= 1 and <= 12 && TakeWord("PM");
        bool isMorning = !isAfternoon && hour is >= 1 and <= 12 && TakeWord("AM");
        hour = isAfternoon ? (hour % 12) + 12 : isMorning ? hour % 12 : hour;
        time = new TimeSpan(hour, minute, second);
        return hour <= 23 && minute <= 59 && second <= 60; // 60: a leap second (RFC 5322 §3.3)
    }

    private int? TakeYear()
    {
        if (!IsNumber(_at) || pieces[_at].Length is 1 or > 4)
        {
            return null;
        }

        string digits = pieces[_at++];
        int year = int.Parse(digits, CultureInfo.InvariantCulture);
        return digits.Length switch
        {
            2 => year < 50 ? 2000 + year : 1900 + year,
            3 => 1900 + year,
            _ => year,
        };
    }

    private bool TryTakeMonth()
    {
        _month = IsWord(_at) ? MonthName.Number(pieces[_at]) : 0;
        _at++;
        TakeMark(".");
        return _month > 0;
    }

    private bool TryTakeNumber(int maxDigits, out int number)
    {
        number = 0;
        if (!IsNumber(_at) || pieces[_at].Length > maxDigits)
        {
            return false;
        }

        number = int.Parse(pieces[_at++], CultureInfo.InvariantCulture);
        return true;
    }

    private void SkipSeparator() => _ = TakeMark("-") || TakeMark("/") || TakeMark(".");

    private bool TakeMark(string mark)
    {
        bool found = IsMark(_at, mark);
        _at += found ? 1 : 0;
        return found;
    }

    private bool TakeWord(string word)
    {
        bool found = _at < pieces.Count && pieces[_at].Equals(word, StringComparison.OrdinalIgnoreCase);
        _at += found ? 1 : 0;
        return found;
    }

    private bool IsMark(int at, string mark) => at < pieces.Count && pieces[at] == mark;

    private bool IsNumber(int at) => at < pieces.Count && char.IsAsciiDigit(pieces[at][0]);

    private bool IsWord(int at) => at < pieces.Count && char.IsLetter(pieces[at][0]);
}
