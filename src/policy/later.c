// SPDX-License-Identifier: MIT
/* later.c: a `when` about something that can only come after the trigger.
 *
 * `when` is judged on the trigger day, so what comes later is not known then;
 * the author most likely wants `if by then`.  Looked at are sentences that are
 * owed once after their trigger, and conditions about what is asked for
 * itself, or about an event that is defined as coming after the trigger. */
#include "policy/compiler.h"

struct later {
    const struct compiler *c;
    const struct rule *rule;
    event_id found;           /* NO_ID: nothing yet */
    const struct node *where; /* the test that asks for it */
};

/* Made so that it lies after the trigger, or after what is asked for. */
static bool comes_after(const struct later *l, event_id event) {
    const struct event *e = &l->c->events.at[event];
    bool after = e->form == EVENT_NTH_AFTER || e->form == EVENT_EVERY_AFTER ||
                 e->form == EVENT_WITHIN ||
                 (e->form == EVENT_OFFSET && e->direction > 0);
    return after && e->anchor != NO_ID &&
           (e->anchor == l->rule->anchor || e->anchor == l->rule->target);
}

static void look_at_operand(struct later *l, const struct condition *test,
                            const struct operand *o) {
    if (o->kind != OPERAND_ATTRIBUTE || o->event == l->rule->anchor)
        return;
    if (o->event != l->rule->target && !comes_after(l, o->event))
        return;
    l->found = o->event;
    l->where = test->node;
}

static void look_at_test(void *closure, const struct condition *test) {
    struct later *l = closure;
    look_at_operand(l, test, &test->operand);
    look_at_operand(l, test, &test->amount);
    for (uint32_t i = 0; i < test->value_count; i++)
        look_at_operand(l, test, &test->values[i]);
    if (test->op != CONDITION_HAPPENED || test->since != NO_ID ||
        test->negated || !comes_after(l, test->event))
        return;
    l->found = test->event;
    l->where = test->node;
}

static bool is_owed_once_after(const struct rule *rule) {
    return rule->anchor != NO_ID && rule->anchor != rule->target &&
           (rule->form == RULE_WITHIN || rule->form == RULE_FOLLOW ||
            rule->form == RULE_BY);
}

void warn_of_later(struct compiler *c, rule_id id) {
    struct later l = {.c = c, .rule = &c->rules.at[id], .found = NO_ID};
    if (!is_owed_once_after(l.rule))
        return;
    condition_walk(l.rule->when, look_at_test, &l);
    if (l.found == NO_ID)
        return;
    struct diag *w =
        diag_add(c->diags, DIAG_LATER_THAN_TRIGGER, l.where->at,
                 "this is judged on the day of `%.*s`, and `%.*s` comes later",
                 STR_ARG(event_words(c, l.rule->anchor)),
                 STR_ARG(event_words(c, l.found)));
    if (form_has_due_day(l.rule->form))
        diag_note(c->diags, w,
                  "`if by then`, on a line of its own, is judged on the due "
                  "day");
}
