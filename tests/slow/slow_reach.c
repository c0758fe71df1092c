// SPDX-License-Identifier: MIT
/* slow_reach.c: `to PEOPLE`: has everyone been reached? */
#include "slow/slow_parts.h"

/* Does a person have to be reached: surely, perhaps or not? */
static enum slow_tri is_wanted(const struct person *person,
                               const struct slow_moment *m) {
    if (person->only_if == NO_ID)
        return SLOW_YES;
    struct value v = slow_fact(m->world, person->only_if, m->day);
    if (v.kind == VALUE_UNKNOWN || v.kind == VALUE_ABSENT)
        return SLOW_UNKNOWN;
    return v.yes != person->unless_fact ? SLOW_YES : SLOW_NO;
}

/* Has a T of the days [from, to] reached `who`? */
static bool was_reached(const struct slow_judge *j, const struct slow_moment *m,
                        struct value who, day_number from, day_number to,
                        bool generous) {
    const struct slow_list *list = slow_events(j->world, j->rule->target);
    for (size_t i = 0; i < list->all.len; i++) {
        const struct slow_occurrence *t = &list->all.at[i];
        if (t->day < from || t->day > to || !slow_may_discharge(j, t, m->own))
            continue;
        struct value v = slow_attribute(t, j->rule->recipients_in);
        if (v.kind != VALUE_LIST) {
            if (generous)
                return true;
            continue;
        }
        for (uint32_t k = 0; k < v.count; k++)
            if (slow_satisfies(j->world->program, v.list[k], who))
                return true;
    }
    return false;
}

static bool looks_back(enum rule_form form) {
    return form == RULE_AT_LEAST_BEFORE || form == RULE_WITHIN_BEFORE ||
           form == RULE_BEFORE;
}

static bool were_all_reached(const struct slow_judge *j,
                             const struct slow_moment *m, day_number from,
                             day_number to, bool generous) {
    struct slow_moment then = *m;
    if (!looks_back(j->rule->form))
        then.day = to; /* who they are is known when something is sent */
    for (uint32_t i = 0; i < j->rule->recipient_count; i++) {
        const struct person *person = &j->rule->recipients[i];
        enum slow_tri wanted = is_wanted(person, m);
        struct value who = slow_operand(&person->who, &then);
        if (wanted == SLOW_NO || (wanted == SLOW_UNKNOWN && generous))
            continue;
        if (who.kind == VALUE_ABSENT)
            continue;
        if (who.kind == VALUE_UNKNOWN) {
            if (!generous)
                return false;
            continue;
        }
        if (who.kind != VALUE_LIST) {
            if (!was_reached(j, m, who, from, to, generous))
                return false;
            continue;
        }
        for (uint32_t k = 0; k < who.count; k++)
            if (!was_reached(j, m, who.list[k], from, to, generous))
                return false;
    }
    return true;
}

day_number slow_reached(const struct slow_judge *j, const struct slow_moment *m,
                        day_number from, day_number to, bool generous) {
    day_number day = slow_held(j, m->own, from, to);
    while (day != DAY_NEVER && !were_all_reached(j, m, from, day, generous))
        day = slow_held(j, m->own, day + 1, to);
    return day;
}

day_number slow_reached_as_read(const struct slow_judge *j,
                                const struct slow_moment *m, day_number from,
                                day_number to) {
    day_number yes = slow_reached(j, m, from, to, true),
               no = slow_reached(j, m, from, to, false);
    if (yes == no)
        return yes;
    j->world->unclear = true;
    return j->world->unknown_in ? yes : no;
}
