/* calendar.h: which days are working days, and counting them.
 *
 * A calendar covers a range of days; each covered day is a working day, a
 * weekend day, or closed for a named reason.  Prefix and select tables make
 * every operation O(1).  A calendar is immutable once sealed and may be
 * shared by any number of threads.  The day semantics are those of
 * docs/language.md, "Calendars" (design section 8).
 *
 * Asking for a day outside the covered range is an answer of its own
 * (DAY_OUTSIDE): never a guess. */
#ifndef CINP_CALENDAR_H
#define CINP_CALENDAR_H

#include "base/atom.h"
#include "calendar/date.h"
#include "tree/tree.h" /* enum unit */

struct calendar {
    atom name;
    str title;
    day_number first, last;    /* covered, inclusive */
    day_number official_until; /* later days are a forecast */
    uint32_t *prefix; /* prefix[i]: working days in [first, first + i) */
    uint32_t *select; /* select[k]: offset of working day number k (from 0) */
    uint32_t working_days;
    /* closed[i]: why first + i is closed; NULL: open, or only a weekend day */
    const str **closed;
    uint8_t weekend; /* bit per weekday, Monday bit 0 */
};

enum day_status {
    DAY_OK,
    DAY_OUTSIDE,    /* the sum leaves the covered days (or years 1900-2199) */
    DAY_NO_CALENDAR /* working days asked for, and no calendar named */
};

/* A length of time as written: never mixed units. */
struct duration {
    int32_t count;
    enum unit unit;
};

enum day_roll { ROLL_NONE, ROLL_NEXT, ROLL_BACK };

/* The day `n` working days after `day` (before, when n < 0; `day` itself
 * when 0): the nth working day strictly after it. */
enum day_status calendar_add(const struct calendar *c, day_number day,
                             int32_t n, day_number *out);
/* Working days in (from, to]; negative, in (to, from], when reversed. */
enum day_status calendar_between(const struct calendar *c, day_number from,
                                 day_number to, int32_t *out);
bool calendar_is_working(const struct calendar *c, day_number day);
/* Why a covered day is not a working day: a holiday's name, "Saturday",
 * "Sunday"; empty for a working day. */
str calendar_why_closed(const struct calendar *c, day_number day);
bool calendar_covers(const struct calendar *c, day_number day);

/* day + direction * duration; a negative count goes the other way, and 0 is
 * the day itself. `counting_day`: the day itself is day 1 (the Nth working day
 * on or after; other units: one day less). Months and years clamp to the
 * month's end. Hours are whole days rounded up: the day on which they end.
 * `c` may be NULL unless the unit is working days, and only then must cover
 * the days. */
enum day_status day_add(const struct calendar *c, day_number day,
                        struct duration d, int direction, bool counting_day,
                        day_number *out);
/* `day` moved to a working day, if it is not one. */
enum day_status day_roll(const struct calendar *c, day_number day,
                         enum day_roll roll, day_number *out);
/* Whole units from `from` to `to` (to >= from), in d's unit, for lateness:
 * the largest n with from + n units <= to. */
enum day_status day_units_between(const struct calendar *c, day_number from,
                                  day_number to, enum unit unit, int32_t *out);
/* "3 working days", "1 week": number and unit in words. */
str duration_words(struct arena *arena, struct duration d);
const char *unit_name(enum unit unit, bool plural);

/* -- making one -- */

/* A day's state while a calendar is being made. A name closes a day; `opened`
 * only undoes the weekend. */
struct calendar_draft {
    struct arena *arena;
    day_number first, last;
    day_number official_until;
    uint8_t weekend;
    const str **closed; /* by offset; NULL: not closed by name */
    bool *opened;       /* by offset: open in spite of the weekend */
};
void calendar_draft_init(struct calendar_draft *draft, struct arena *arena,
                         day_number first, day_number last);
/* Tables from the draft. The calendar lives in `arena`, and keeps the draft's
 * `closed`: the draft's arena must last as long, and the draft not change. */
struct calendar *calendar_seal(struct arena *arena,
                               const struct calendar_draft *draft, atom name,
                               str title);

#endif
