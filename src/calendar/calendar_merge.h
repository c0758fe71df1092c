/* calendar_merge.h: calendars made of others.
 *
 * A draft is given the days of a calendar, or of two together.  It keeps why
 * each day is closed; where only one of two has a reason, that one's. */
#ifndef CINP_CALENDAR_MERGE_H
#define CINP_CALENDAR_MERGE_H

#include "calendar/calendar.h"

enum calendar_merge {
    MERGE_EITHER, /* closed when either is */
    MERGE_BOTH    /* closed only when both are */
};

/* The days that both cover, official while both are; NULL when there is no
 * day that both cover. Without name and title. */
struct calendar *calendar_merge(struct arena *arena, enum calendar_merge how,
                                const struct calendar *a,
                                const struct calendar *b);

/* Fills a new draft, whose days the calendar covers, with what they are. */
void calendar_draft_copy(struct calendar_draft *draft,
                         const struct calendar *c);

#endif
