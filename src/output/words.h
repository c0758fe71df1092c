/* words.h: results as words.
 *
 * One place turns an instance and its reasons into sentences, so that text,
 * `cinp test` and later pages say the same: dates with their weekday, numbers
 * with their unit, names by their titles. */
#ifndef CINP_WORDS_H
#define CINP_WORDS_H

#include "eval/result.h"
#include "tree/print.h"

/* The rule's title, else its name with blanks for underscores. */
void words_rule(struct strbuf *out, const struct results *r,
                const struct instance *i);
/* "11 working days late (due Mon 15 Jun 2026)", "due in 4 days, on Fri ...",
 * "not needed: ..." : the instance's state in one line, without the rule. */
void words_state(struct strbuf *out, const struct results *r,
                 const struct instance *i);
/* One reason as a sentence without a full stop. */
void words_reason(struct strbuf *out, const struct results *r,
                  const struct reason *reason);
/* The phase whose figure gave the due day; NULL when none did. */
const struct phase *results_phase(const struct results *r,
                                  const struct instance *i);
/* 1: the rule counts forward from its trigger; -1: back from it. */
int rule_direction(const struct rule *rule);
/* The rule's sentence as it stands in the policy, on one line. */
str words_sentence(struct arena *arena, const struct source_set *sources,
                   const struct rule *rule);
/* "3 working days". */
void words_number_of(struct strbuf *out, int32_t n, enum unit unit);
/* The condition's own words. */
void words_condition(struct strbuf *out, const struct results *r,
                     const struct condition *c);

#endif
