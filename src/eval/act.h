/* act.h: what people decided about an instance: extensions, waivers,
 * agreements, explanations; for src/eval/ only.
 *
 * An act counts only if whoever granted it may, and its form, reason, number
 * and length are as the rule allows.  One that does not count moves nothing,
 * and the answer says why (docs/language.md, "Extensions, waivers,
 * agreements"). */
#ifndef CINP_EVAL_ACT_H
#define CINP_EVAL_ACT_H

#include "eval/judge.h"

/* An exception's `agreed by`: the agreement that counts at a moment; NULL. */
const struct act_row *act_agreement(rule_id exception, const struct moment *m);

/* The next day after `day`, at most `last`, on which an act changes what
 * stands: an extension, an agreement, the day after an agreement's end. */
day_number act_next_day(const struct claim *c, day_number day, day_number last);

/* The extensions of one day, applied to what stands; those that do not count
 * become reasons. */
void act_extend(struct claim *c, struct options *standing, day_number day);

/* For a rule that is owed once: agreements and extensions, day by day. The
 * conditions stay those of the trigger day. `count`: counts due days. */
void acts_follow(struct claim *c, struct options *standing,
                 void (*count)(struct claim *c, struct options *options,
                               void *with),
                 void *with);

/* A waiver that counts for a due day; NULL. */
const struct act_row *act_waiver(struct claim *c, day_number due);
/* The explanation that excuses an instance; NULL. */
const struct act_row *act_explanation(struct claim *c);
/* The acts that were used or refused, as reasons. */
void act_reasons(struct claim *c);

#endif
