/* act.h: the lines of a case that are no events: what somebody decided about
 * a rule; for src/record/ only. */
#ifndef CINP_ACT_H
#define CINP_ACT_H

#include "record/timeline.h"

/* The act of a word ("considered"); -1 when it is none. */
int act_of(str word);

struct act_row act_begin(enum act act, day_number day);
/* `for D`, `to D`, `by ROLE`, `reason "..."`, `in_writing` (a yes or no). An
 * empty text, or what is wrong. */
str act_set(struct timeline *t, struct act_row *act, str name,
            const struct raw_value *raw);

#endif
