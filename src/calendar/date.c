// SPDX-License-Identifier: MIT
/* date.c: the Gregorian calendar as arithmetic.
 *
 * Inside, a year begins on 1 March, so that a leap day is the last day of its
 * year and the lengths of the months before it never change: 31, 30, 31, 30,
 * 31 and over again, which is what the 153 days of five months stand for. */
#include "calendar/date.h"

enum {
    DAYS_IN_400_YEARS = 146097,
    DAYS_IN_100_YEARS = 36524, /* the last century of four has a day more */
    DAYS_IN_4_YEARS = 1461,
    DAYS_IN_1_YEAR = 365,
    DAYS_IN_5_MONTHS = 153,         /* from March, or from August */
    EPOCH_FROM_MARCH_0000 = 719468, /* days from 0000-03-01 to 1970-01-01 */
    EPOCH_WEEKDAY = 3               /* 1970-01-01 was a Thursday */
};

static const char weekday_short[7][4] = {"Mon", "Tue", "Wed", "Thu",
                                         "Fri", "Sat", "Sun"};
static const char month_short[12][4] = {"Jan", "Feb", "Mar", "Apr",
                                        "May", "Jun", "Jul", "Aug",
                                        "Sep", "Oct", "Nov", "Dec"};

/* Rounding down, also for negative numbers. */
static int64_t floor_div(int64_t n, int64_t by) {
    return n / by - (n % by < 0);
}

day_number day_from_civil(int year, int month, int day) {
    bool before_march = month < 3;
    int64_t y = (int64_t)year - before_march;
    int64_t m = before_march ? month + 9 : month - 3; /* March is 0 */
    int64_t n = y * DAYS_IN_1_YEAR + floor_div(y, 4) - floor_div(y, 100) +
                floor_div(y, 400) + (m * DAYS_IN_5_MONTHS + 2) / 5 + day - 1;
    return (day_number)(n - EPOCH_FROM_MARCH_0000);
}

struct civil civil_from_day(day_number day) {
    int64_t n = (int64_t)day + EPOCH_FROM_MARCH_0000;
    int64_t cycles = floor_div(n, DAYS_IN_400_YEARS);
    n -= cycles * DAYS_IN_400_YEARS;
    int64_t centuries = MIN(n / DAYS_IN_100_YEARS, 3);
    n -= centuries * DAYS_IN_100_YEARS;
    int64_t fours = n / DAYS_IN_4_YEARS;
    n -= fours * DAYS_IN_4_YEARS;
    int64_t years = MIN(n / DAYS_IN_1_YEAR, 3);
    n -= years * DAYS_IN_1_YEAR;

    int64_t m = (n * 5 + 2) / DAYS_IN_5_MONTHS; /* March is 0 */
    bool before_march = m >= 10;
    int64_t year = cycles * 400 + centuries * 100 + fours * 4 + years;
    return (struct civil){
        .year = (int)(year + before_march),
        .month = (int)(before_march ? m - 9 : m + 3),
        .day = (int)(n - (m * DAYS_IN_5_MONTHS + 2) / 5 + 1),
    };
}

int days_in_month(int year, int month) {
    static const int8_t days[12] = {31, 28, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

bool civil_is_valid(int year, int month, int day) {
    return year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 &&
           day >= 1 && day <= days_in_month(year, month);
}

int weekday_of(day_number day) {
    int64_t n = (int64_t)day + EPOCH_WEEKDAY;
    return (int)(n - floor_div(n, 7) * 7);
}

day_number day_add_months(day_number day, int months) {
    struct civil c = civil_from_day(day);
    int64_t total = (int64_t)c.year * 12 + c.month - 1 + months;
    int year = (int)floor_div(total, 12);
    int month = (int)(total - (int64_t)year * 12) + 1;
    return day_from_civil(year, month, MIN(c.day, days_in_month(year, month)));
}

/* Gauss: the full moon is `moon` days after 21 March, Easter the Sunday
 * after it, and two late cases are a week early. */
day_number easter_sunday(int year) {
    int golden = year % 19, century = year / 100;
    int m = (15 + century - century / 4 - (13 + 8 * century) / 25) % 30;
    int n = (4 + century - century / 4) % 7;
    int moon = (19 * golden + m) % 30;
    int sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + n) % 7;
    day_number easter = day_from_civil(year, 3, 22) + moon + sunday;
    bool late = moon == 29 || (moon == 28 && (11 * m + 11) % 30 < 19);
    return late && sunday == 6 ? easter - 7 : easter;
}

/* -- texts -- */

/* Reads `n` digits; -1 when one is something else. */
static int digits(const char *at, int n) {
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (at[i] < '0' || at[i] > '9')
            return -1;
        value = value * 10 + (at[i] - '0');
    }
    return value;
}

bool day_parse(str text, day_number *day) {
    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-')
        return false;
    int y = digits(text.at, 4);
    int m = digits(text.at + 5, 2);
    int d = digits(text.at + 8, 2);
    if (!civil_is_valid(y, m, d))
        return false;
    *day = day_from_civil(y, m, d);
    return true;
}

/* The length of ":SS" or ":SS.fff" at the start of `text`; 0 when there is
 * none. */
static size_t seconds_length(str text) {
    if (text.len < 3 || text.at[0] != ':')
        return 0;
    int seconds = digits(text.at + 1, 2);
    if (seconds < 0 || seconds > 59)
        return 0;
    size_t len = 3;
    if (text.len > 4 && text.at[3] == '.' && digits(text.at + 4, 1) >= 0)
        for (len = 5; len < text.len && digits(text.at + len, 1) >= 0;)
            len++;
    return len;
}

bool day_time_parse(str text, day_number *day, int *minute) {
    *minute = -1;
    if (text.len == 10)
        return day_parse(text, day);
    if (text.len < 16 || text.at[10] != 'T' || text.at[13] != ':')
        return false;
    int hours = digits(text.at + 11, 2), minutes = digits(text.at + 14, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return false;
    str rest = {text.at + 16, text.len - 16};
    size_t seconds = seconds_length(rest);
    rest = (str){rest.at + seconds, rest.len - seconds};
    if (rest.len && !str_is(rest, "Z"))
        return false;
    if (!day_parse((str){text.at, 10}, day))
        return false;
    *minute = hours * 60 + minutes;
    return true;
}

/* Writes `value` with at least `width` digits; returns the end. */
static char *put_number(char *at, int value, int width) {
    int scale = 1;
    for (int i = 1; i < width || value / scale >= 10; i++)
        scale *= 10;
    for (; scale; scale /= 10)
        *at++ = (char)('0' + value / scale % 10);
    return at;
}

static char *put_word(char *at, const char *word) {
    while (*word)
        *at++ = *word++;
    return at;
}

/* The date to be shown: four digits of a year are all there is room for. */
static struct civil shown(day_number day) {
    struct civil c = civil_from_day(day);
    if (c.year < 0 || c.year > 9999)
        BUG("a day that is no date");
    return c;
}

char *day_format(day_number day, char *buf) {
    struct civil c = shown(day);
    char *at = put_number(buf, c.year, 4);
    *at++ = '-';
    at = put_number(at, c.month, 2);
    *at++ = '-';
    at = put_number(at, c.day, 2);
    *at = '\0';
    return buf;
}

char *day_format_long(day_number day, char *buf) {
    struct civil c = shown(day);
    char *at = put_word(buf, weekday_short[weekday_of(day)]);
    *at++ = ' ';
    at = put_number(at, c.day, 1);
    *at++ = ' ';
    at = put_word(at, month_short[c.month - 1]);
    *at++ = ' ';
    at = put_number(at, c.year, 4);
    *at = '\0';
    return buf;
}
