/* words_names.h: names and days within a sentence; for src/output/ only. */
#ifndef CINP_WORDS_NAMES_H
#define CINP_WORDS_NAMES_H

#include "eval/result.h"

/* "Mon 15 Jun 2026" */
void words_add_day(struct strbuf *out, day_number day);
/* A title, else the name with blanks for underscores. */
void words_add_title(struct strbuf *out, const struct atoms *atoms, str title,
                     atom name);
/* A name as it is written in the policy, in backquotes. */
void words_add_name(struct strbuf *out, const struct atoms *atoms, atom name);
/* The title of an event, of a rule. */
void words_add_event(struct strbuf *out, const struct results *r, event_id e);
void words_add_rule(struct strbuf *out, const struct results *r, rule_id id);

#endif
