/* raw_value.h: literals of a case made values of their declared type; for
 * src/record/ only. */
#ifndef CINP_RAW_VALUE_H
#define CINP_RAW_VALUE_H

#include "record/timeline.h"

/* `what`: the fact or attribute, for messages. Texts and lists of the value
 * are copied into the timeline's arena. Returns an empty text, or what is
 * wrong (of a list, with which element in t->fault). */
str value_of_raw(struct timeline *t, str what, const struct type *type,
                 const struct raw_value *raw, struct value *out);

/* "4 weeks", "15 working days"; false when it is no duration. */
bool duration_parse(str text, struct duration *out);

#endif
