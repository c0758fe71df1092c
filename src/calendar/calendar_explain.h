/* calendar_explain.h: how a sum of days came out, in words, so that it can be
 * checked by hand on a wall calendar. */
#ifndef CINP_CALENDAR_EXPLAIN_H
#define CINP_CALENDAR_EXPLAIN_H

#include "calendar/calendar.h"

/* Closed days side by side, closed for one reason. */
struct closed_run {
    day_number first, last;
    bool is_weekend; /* days of the weekend, whatever else they are called */
    str why;         /* of the first; of a weekend too, "Saturday" */
};

/*     struct closed_walk walk = closed_walk(c, first, last);
 *     struct closed_run run;
 *     while (closed_walk_next(&walk, &run)) ...
 *
 * Over the covered days from first to last, both included. */
struct closed_walk {
    const struct calendar *calendar;
    day_number next, last;
};
struct closed_walk closed_walk(const struct calendar *c, day_number first,
                               day_number last);
bool closed_walk_next(struct closed_walk *walk, struct closed_run *run);

/* The days over which the sum counts, the one it ends on included: the day
 * itself only when it is counted. False when the sum cannot be done. */
bool counted_days(const struct calendar *c, day_number from, struct duration d,
                  int direction, bool counting_day, day_number *first,
                  day_number *last);

/* "20 working days after Mon 18 May 2026, skipping 4 weekends and Mon 25 May
 * (Spring bank holiday)"; "1 month after Fri 31 Jan 2025, a shorter month:
 * its last day". Only what is after the comma when there is something to
 * say. */
void explain_sum(struct strbuf *out, const struct calendar *c, day_number from,
                 struct duration d, int direction, bool counting_day);

/* "4 weekends and Mon 25 May (Spring bank holiday)": the closed days from
 * first to last. A year is named where it is not `year`; many days are only
 * counted. False, and nothing, when there are none. */
bool explain_closed_days(struct strbuf *out, const struct calendar *c,
                         day_number first, day_number last, int year);

#endif
