// SPDX-License-Identifier: MIT
/* slow_about.c: what is said about every occurrence of an event: properties
 * of what was recorded, and prompts. */
#include "slow/slow_parts.h"

static bool is_gap(struct value v) {
    return v.kind == VALUE_UNKNOWN || v.kind == VALUE_ABSENT;
}

/* -- properties -- */

static enum slow_tri is_one_of(const struct property *pr, struct value v,
                               const struct slow_moment *m) {
    bool found = false;
    for (uint32_t i = 0; i < pr->value_count; i++) {
        struct value wanted = slow_operand(&pr->values[i], m);
        if (wanted.kind == VALUE_ABSENT)
            return SLOW_NO;
        if (wanted.kind == VALUE_UNKNOWN)
            return SLOW_UNKNOWN;
        found |= slow_satisfies(m->world->program, v, wanted);
    }
    return found != pr->negated ? SLOW_YES : SLOW_NO;
}

static enum slow_tri is_enough(const struct property *pr, struct value v,
                               const struct slow_moment *m) {
    struct value amount = slow_operand(&pr->values[0], m);
    if (amount.kind == VALUE_ABSENT)
        return SLOW_NO;
    if (amount.kind == VALUE_UNKNOWN)
        return SLOW_UNKNOWN;
    int64_t have = v.kind == VALUE_LIST ? 1000 * (int64_t)v.count : v.number;
    bool ok = pr->kind == PROPERTY_AT_LEAST ? have >= amount.number
                                            : have <= amount.number;
    return ok ? SLOW_YES : SLOW_NO;
}

static bool names(const struct program *p, struct value list,
                  struct value who) {
    for (uint32_t i = 0; i < list.count; i++)
        if (slow_satisfies(p, list.list[i], who))
            return true;
    return false;
}

/* Is the list right about one person (or all that an attribute names)? */
static bool is_right_about(const struct property *pr, struct value list,
                           struct value who, const struct program *p) {
    if (who.kind == VALUE_ABSENT)
        return true;
    if (who.kind != VALUE_LIST)
        return names(p, list, who) != pr->negated;
    for (uint32_t i = 0; i < who.count; i++)
        if (names(p, list, who.list[i]) == pr->negated)
            return false;
    return true;
}

static enum slow_tri is_wanted(const struct person *person,
                               const struct slow_moment *m) {
    if (person->only_if == NO_ID)
        return SLOW_YES;
    struct value v = slow_fact(m->world, person->only_if, m->day);
    if (is_gap(v))
        return SLOW_UNKNOWN;
    return v.yes != person->unless_fact ? SLOW_YES : SLOW_NO;
}

static enum slow_tri includes(const struct property *pr, struct value list,
                              const struct slow_moment *m) {
    enum slow_tri res = SLOW_YES;
    for (uint32_t i = 0; i < pr->people_count; i++) {
        enum slow_tri wanted = is_wanted(&pr->people[i], m);
        struct value who = slow_operand(&pr->people[i].who, m);
        bool unknown = who.kind == VALUE_UNKNOWN;
        if (wanted == SLOW_NO)
            continue;
        if (!unknown && is_right_about(pr, list, who, m->world->program))
            continue;
        if (wanted == SLOW_YES && !unknown)
            return SLOW_NO;
        res = SLOW_UNKNOWN;
    }
    return res;
}

/* -- the same person, a day near another -- */

/* The E before this occurrence, in the order of the case; NULL. */
static const struct slow_occurrence *previous(const struct property *pr,
                                              const struct slow_moment *m) {
    const struct slow_list *list = slow_events(m->world, pr->event);
    const struct slow_occurrence *res = NULL;
    for (size_t i = 0; i < list->all.len; i++) {
        const struct slow_occurrence *o = &list->all.at[i];
        bool before = o->day < m->own->day ||
                      (o->day == m->own->day && o->order < m->own->order);
        if (before && !slow_same(o, m->own))
            res = o;
    }
    return res;
}

static struct value attribute_before(const struct property *pr,
                                     const struct slow_moment *m) {
    return slow_attribute(previous(pr, m), pr->attribute);
}

static enum slow_tri is_same_person(struct value a, struct value b) {
    if (b.kind == VALUE_ABSENT)
        return SLOW_NO;
    if (b.kind == VALUE_UNKNOWN)
        return SLOW_UNKNOWN;
    bool same = a.text.len > 0 && b.text.len > 0 ? str_eq(a.text, b.text)
                                                 : a.name == b.name;
    return same ? SLOW_YES : SLOW_NO;
}

/* Between an F and F + D (F - D). F is this occurrence when it is one. */
static enum slow_tri is_near(const struct property *pr, struct value v,
                             const struct slow_moment *m) {
    const struct slow_occurrence *f = slow_latest(m->world, pr->event, m->day);
    struct duration d;
    day_number end;
    if (m->own_event == pr->event ||
        slow_holds(slow_events(m->world, pr->event), m->own))
        f = m->own;
    if (!f)
        return SLOW_NO;
    if (!slow_length(&pr->length, m, &d) ||
        !slow_add(m->world->program->calendar, f->day, d, pr->direction, false,
                  &end))
        return SLOW_UNKNOWN;
    bool ok = pr->direction > 0 ? v.day >= f->day && v.day <= end
                                : v.day <= f->day && v.day >= end;
    return ok ? SLOW_YES : SLOW_NO;
}

static enum slow_tri holds(const struct property *pr,
                           const struct slow_moment *m) {
    struct value v = slow_attribute(m->own, pr->attribute);
    if (v.kind == VALUE_UNKNOWN)
        return SLOW_UNKNOWN;
    switch (pr->kind) {
    case PROPERTY_ONE_OF: return is_one_of(pr, v, m);
    case PROPERTY_AT_LEAST:
    case PROPERTY_AT_MOST: return is_enough(pr, v, m);
    case PROPERTY_INCLUDES: return includes(pr, v, m);
    case PROPERTY_SAME_AS:
        return is_same_person(v, slow_operand(&pr->values[0], m));
    case PROPERTY_SAME_PREVIOUS:
        return is_same_person(v, attribute_before(pr, m));
    case PROPERTY_WITHIN: break;
    }
    return is_near(pr, v, m);
}

/* Nothing can be the same as at the previous one when there is none. */
static bool is_first(const struct property *pr, const struct slow_moment *m) {
    return pr->kind == PROPERTY_SAME_PREVIOUS && !previous(pr, m);
}

static bool is_triggered(const struct slow_judge *j,
                         const struct slow_moment *m) {
    if (slow_closed_for(m->world, m->own) < m->day)
        return false;
    return slow_in_force(j, m->day) && slow_active(j, m);
}

static enum status status_of_value(enum slow_tri holds) {
    switch (holds) {
    case SLOW_NO: return STATUS_BREACHED;
    case SLOW_YES: return STATUS_MET;
    case SLOW_UNKNOWN: break;
    }
    return STATUS_CANNOT_TELL;
}

static void property_one(struct slow_judge *j,
                         const struct slow_occurrence *o) {
    const struct program *p = j->world->program;
    struct slow_owner owner =
        slow_owner_of(slow_events(j->world, j->rule->target), o->day);
    struct slow_moment m = {.world = j->world,
                            .day = o->day,
                            .own_event = j->rule->target,
                            .own = o,
                            .owner = &owner};
    struct slow_verdict v;
    struct slow_ways ways;
    if (!is_triggered(j, &m)) {
        slow_report(j, o->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    owner.series = DAY_NONE;
    m.agreed = o->day;
    slow_verdict_start(&v, j, o->day);
    slow_govern(j->id, &m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        rule_id g = ways.at[i].governs;
        enum status status = STATUS_NOT_APPLICABLE;
        if (ways.at[i].kind == SLOW_UNDECIDED)
            status = STATUS_CANNOT_TELL;
        if (ways.at[i].kind == SLOW_OWED) {
            const struct property *pr = p->rules[g].property;
            pr = pr ? pr : j->rule->property;
            if (!is_first(pr, &m))
                status = status_of_value(holds(pr, &m));
        }
        slow_verdict_add(&v, status, g, DAY_NONE, DAY_NONE);
    }
    slow_verdict_end_of(&v, j, &owner);
}

void slow_judge_property(struct slow_judge *j) {
    const struct slow_list *list = slow_events(j->world, j->rule->target);
    for (size_t i = 0; i < list->all.len; i++)
        property_one(j, &list->all.at[i]);
}

/* -- prompts -- */

/* The day of the latest occurrence on or before `day`. */
static day_number list_latest(const struct slow_list *list, day_number day) {
    day_number res = DAY_NONE;
    for (size_t i = 0; i < list->all.len; i++)
        if (list->all.at[i].day <= day)
            res = list->all.at[i].day;
    return res;
}

/* The day this occurrence was considered; DAY_NONE. */
static day_number considered(const struct slow_judge *j,
                             const struct slow_list *list, size_t at) {
    const struct timeline *t = j->world->timeline;
    const struct slow_occurrence *o = &list->all.at[at];
    day_number res = DAY_NONE;
    for (size_t i = 0; i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (act->act != ACT_CONSIDERED || act->rule != j->id)
            continue;
        if (act->day > j->world->as_at || act->day < o->day)
            continue;
        bool latest = list_latest(list, act->day) == o->day;
        bool meant = act->trigger == DAY_NONE ? latest : act->trigger == o->day;
        if (meant && res == DAY_NONE)
            res = act->day;
    }
    return res;
}

static void consider_one(struct slow_judge *j, const struct slow_list *list,
                         size_t at) {
    const struct slow_occurrence *o = &list->all.at[at];
    struct slow_owner owner =
        slow_owner_of(slow_events(j->world, j->rule->target), o->day);
    struct slow_moment m = {.world = j->world,
                            .day = o->day,
                            .own_event = j->rule->target,
                            .own = o,
                            .owner = &owner};
    struct slow_verdict v;
    struct slow_ways ways;
    if (!is_triggered(j, &m)) {
        slow_report(j, o->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    owner.series = DAY_NONE;
    m.agreed = o->day;
    slow_verdict_start(&v, j, o->day);
    slow_govern(j->id, &m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        day_number done = considered(j, list, at);
        enum status status = STATUS_TO_CONSIDER;
        if (done != DAY_NONE)
            status = STATUS_MET;
        else if (slow_closed_for(j->world, o) <= j->world->as_at)
            status = STATUS_NO_LONGER_DUE;
        if (ways.at[i].kind == SLOW_NOTHING)
            status = STATUS_NOT_APPLICABLE;
        if (ways.at[i].kind == SLOW_UNDECIDED)
            status = STATUS_CANNOT_TELL;
        if (ways.at[i].kind != SLOW_OWED)
            done = DAY_NONE;
        slow_verdict_add(&v, status, ways.at[i].governs, DAY_NONE, done);
    }
    slow_verdict_end_of(&v, j, &owner);
}

void slow_judge_consider(struct slow_judge *j) {
    const struct slow_list *list = slow_events(j->world, j->rule->target);
    for (size_t i = 0; i < list->all.len; i++)
        consider_one(j, list, i);
}
