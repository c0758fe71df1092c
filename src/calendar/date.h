/* date.h: civil dates as day numbers.
 *
 * A day number counts days of the proleptic Gregorian calendar from
 * 1970-01-01 (0).  cinp reads years 1900 to 2199; nothing here knows about
 * time zones, the clock or working days. */
#ifndef CINP_DATE_H
#define CINP_DATE_H

#include "base/str.h"

typedef int32_t day_number;

/* "No day": smaller than every date. And a day later than every date. */
#define DAY_NONE INT32_MIN
#define DAY_NEVER INT32_MAX

struct civil {
    int year, month, day; /* month and day from 1 */
};

enum { YEAR_MIN = 1900, YEAR_MAX = 2199 };
enum { DAY_MIN = -25567, DAY_MAX = 84005 }; /* their first and last day */

day_number day_from_civil(int year, int month, int day);
struct civil civil_from_day(day_number day);
/* True when the date exists and its year is in range. */
bool civil_is_valid(int year, int month, int day);
int days_in_month(int year, int month);
/* 0 Monday ... 6 Sunday. */
int weekday_of(day_number day);
/* Same day of the month, clamped to the month's last day (Dodds v Walker:
 * the corresponding date, or the month's last). `months` may be negative. */
day_number day_add_months(day_number day, int months);
/* Western Easter Sunday (the Gregorian computus, in Gauss's form). */
day_number easter_sunday(int year);

/* Exactly "YYYY-MM-DD"; false when malformed or no such date. */
bool day_parse(str text, day_number *day);
/* "YYYY-MM-DDTHH:MM" (seconds, their decimals and a Z are accepted and
 * dropped): the day and the minute of the day; a bare date has minute -1. */
bool day_time_parse(str text, day_number *day, int *minute);
/* "2026-06-15"; at least 11 bytes. Returns buf. As the next one, for days of
 * the years 0 to 9999 alone: neither DAY_NONE nor DAY_NEVER. */
char *day_format(day_number day, char *buf);
/* "Mon 15 Jun 2026"; at least 20 bytes. Returns buf. */
char *day_format_long(day_number day, char *buf);

#endif
