// SPDX-License-Identifier: MIT
/* calendar_merge.c: day by day.
 *
 * A day that is closed without a name is a weekend day, and so it stays: its
 * weekday belongs to the weekend of the one calendar, and then to that of
 * either; or to those of both, and then to that of both. */
#include "calendar/calendar_merge.h"

/* The reason a day was given, beyond its weekday; NULL without one. */
static const str *named(const struct calendar *c, day_number day) {
    return c->closed[day - c->first];
}

static void set_day(struct calendar_draft *draft, day_number day, bool working,
                    const str *why) {
    day_number i = day - draft->first;
    draft->opened[i] = working;
    draft->closed[i] = working ? NULL : why;
}

void calendar_draft_copy(struct calendar_draft *draft,
                         const struct calendar *c) {
    draft->weekend = c->weekend;
    for (day_number day = draft->first; day <= draft->last; day++)
        set_day(draft, day, calendar_is_working(c, day), named(c, day));
}

static void merge_day(struct calendar_draft *draft, enum calendar_merge how,
                      const struct calendar *a, const struct calendar *b,
                      day_number day) {
    bool in_a = calendar_is_working(a, day), in_b = calendar_is_working(b, day);
    bool working = how == MERGE_EITHER ? in_a && in_b : in_a || in_b;
    const str *why = named(a, day);
    set_day(draft, day, working, why ? why : named(b, day));
}

struct calendar *calendar_merge(struct arena *arena, enum calendar_merge how,
                                const struct calendar *a,
                                const struct calendar *b) {
    day_number first = MAX(a->first, b->first), last = MIN(a->last, b->last);
    if (last < first)
        return NULL;
    struct calendar_draft draft;
    calendar_draft_init(&draft, arena, first, last);
    draft.official_until = MIN(a->official_until, b->official_until);
    draft.weekend =
        how == MERGE_EITHER ? a->weekend | b->weekend : a->weekend & b->weekend;
    for (day_number day = first; day <= last; day++)
        merge_day(&draft, how, a, b, day);
    return calendar_seal(arena, &draft, 0, (str){"", 0});
}
