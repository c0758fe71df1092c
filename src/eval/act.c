// SPDX-License-Identifier: MIT
/* act.c: who may grant what, and what it moves. */
#include "eval/act.h"

#include "eval/round.h"

/* -- whose act it is -- */

static bool is_of_instance(const struct act_row *act,
                           const struct act_window *w) {
    if (act->trigger != DAY_NONE)
        return act->trigger == w->trigger;
    return act->day >= w->from && act->day < w->next;
}

static bool is_act_of(const struct claim *c, const struct act_row *act,
                      enum act kind) {
    const struct program *p = c->e->program;
    return act->act == kind && act->day <= c->e->as_at &&
           p->rules[act->rule].root == c->rule &&
           is_of_instance(act, &c->window);
}

/* -- whether it counts -- */

static bool may_grant(const struct program *p, const struct consent *consent,
                      const struct act_row *act) {
    role_id by = program_role(p, act->by.name);
    for (uint32_t i = 0; by != NO_ID && i < consent->role_count; i++)
        if (role_satisfies(p, by, consent->roles[i]))
            return true;
    return false;
}

static enum act_fault consent_fault(const struct program *p,
                                    const struct consent *consent,
                                    const struct act_row *act) {
    if (act->by.kind != VALUE_NAME)
        return ACT_NO_ONE;
    if (!may_grant(p, consent, act))
        return ACT_WRONG_ROLE;
    if (consent->in_writing && !act->in_writing)
        return ACT_NOT_IN_WRITING;
    return consent->with_reason && act->reason.len == 0 ? ACT_NO_REASON
                                                        : ACT_COUNTS;
}

/* The first fault of the line that comes nearest to allowing it. */
static enum act_fault consents_fault(const struct program *p,
                                     const struct consent *list, uint32_t count,
                                     const struct act_row *act) {
    enum act_fault fault = ACT_NOT_FORESEEN;
    for (uint32_t i = 0; i < count && fault != ACT_COUNTS; i++) {
        enum act_fault one = consent_fault(p, &list[i], act);
        if (one == ACT_COUNTS || one > fault)
            fault = one;
    }
    return fault;
}

static void note_refused(struct claim *c, const struct act_row *act,
                         enum act_fault fault) {
    struct reason reason = reason_of(REASON_REFUSED);
    reason.day = act->day;
    reason.act = act->act;
    reason.fault = fault;
    reason.value = act->by;
    claim_reason(c, reason);
}

/* -- agreements -- */

const struct act_row *act_agreement(rule_id exception, const struct moment *m) {
    const struct timeline *t = m->world->timeline;
    const struct program *p = m->world->program;
    const struct rule *r = &p->rules[exception];
    const struct act_window *w = m->acts;
    for (size_t i = 0; w && i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (act->act != ACT_AGREED || act->rule != exception ||
            (act->day > w->as_of && act->trigger != w->trigger) ||
            act->day > m->world->as_at || act->day < w->series ||
            act->day >= w->next ||
            (act->to != DAY_NONE && w->as_of > act->to) ||
            (act->trigger != DAY_NONE && act->trigger > w->trigger))
            continue;
        if (consents_fault(p, r->agreements, r->agreement_count, act) ==
            ACT_COUNTS)
            return act;
    }
    return NULL;
}

/* -- days -- */

static void take(day_number candidate, day_number day, day_number *best) {
    if (candidate > day && candidate < *best)
        *best = candidate;
}

day_number act_next_day(const struct claim *c, day_number day,
                        day_number last) {
    const struct timeline *t = c->e->timeline;
    day_number best = DAY_NEVER;
    for (size_t i = 0; i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (c->e->program->rules[act->rule].root != c->rule)
            continue;
        if (act->act == ACT_EXTENDED || act->act == ACT_AGREED)
            take(act->day, day, &best);
        if (act->act == ACT_AGREED && act->to != DAY_NONE)
            take(act->to + 1, day, &best);
    }
    return best <= last ? best : DAY_NEVER;
}

/* -- extensions -- */

/* The longest that a line allows: with equal units A + (D + D2), counted at
 * once, else D2 from the first due day. */
static bool longest(const struct claim *c, const struct extension_terms *terms,
                    const struct option *o, day_number *out) {
    const struct rule *r = &c->e->program->rules[c->rule];
    struct duration up_to, figure;
    if (terms->up_to.kind == LENGTH_NONE) {
        *out = DAY_NEVER;
        return true;
    }
    if (!length_value(&terms->up_to, &c->trigger, &up_to))
        return false;
    day_number from = c->first_due;
    if (r->phase_count > 0 && r->form != RULE_GRID &&
        length_value(&governing_phase(c->e, o->governs, c->phase)->figure,
                     &c->trigger, &figure) &&
        figure.unit == up_to.unit) {
        from = c->from;
        up_to.count += figure.count;
    }
    return day_add(r->calendar, from, up_to, 1,
                   from == c->from && r->counting_day, out) == DAY_OK;
}

static enum act_fault line_fault(const struct claim *c,
                                 const struct extension_terms *terms,
                                 const struct act_row *act,
                                 const struct option *o) {
    day_number most;
    enum act_fault fault = consent_fault(c->e->program, &terms->by, act);
    if (fault != ACT_COUNTS)
        return fault;
    if (terms->times > 0 && c->extensions >= terms->times)
        return ACT_TOO_OFTEN;
    return longest(c, terms, o, &most) && act->to <= most ? ACT_COUNTS
                                                          : ACT_TOO_LONG;
}

static enum act_fault extension_fault(const struct claim *c,
                                      const struct act_row *act,
                                      const struct option *o) {
    const struct rule *r = &c->e->program->rules[c->rule];
    enum act_fault fault = ACT_NOT_FORESEEN;
    if (r->extension_count == 0)
        return fault;
    if (c->window.twice && act->trigger == DAY_NONE)
        return ACT_AMBIGUOUS;
    if (act->to == DAY_NONE)
        return ACT_NO_DATE;
    if (act->day > o->due)
        return ACT_TOO_LATE;
    if (act->to <= o->due)
        return ACT_NO_LATER;
    for (uint32_t i = 0; i < r->extension_count && fault != ACT_COUNTS; i++) {
        enum act_fault one = line_fault(c, &r->extensions[i], act, o);
        if (one == ACT_COUNTS || one > fault)
            fault = one;
    }
    return fault;
}

static void extend_with(struct claim *c, struct options *standing,
                        const struct act_row *act) {
    bool counted = false;
    enum act_fault fault = ACT_COUNTS;
    for (uint32_t i = 0; i < standing->count; i++) {
        struct option *o = &standing->at[i];
        if (o->kind != OPTION_DUE)
            continue;
        if (c->extensions == 0)
            c->first_due = o->due;
        enum act_fault one = extension_fault(c, act, o);
        if (one != ACT_COUNTS) {
            fault = one;
            continue;
        }
        struct reason reason = reason_of(REASON_EXTENDED);
        reason.day = act->day;
        reason.was = o->due;
        reason.now = o->due = act->to;
        reason.value = act->by;
        reason.text = act->reason;
        claim_reason(c, reason);
        counted = true;
    }
    c->extensions += counted;
    if (!counted && fault != ACT_COUNTS)
        note_refused(c, act, fault);
}

void act_extend(struct claim *c, struct options *standing, day_number day) {
    const struct timeline *t = c->e->timeline;
    for (size_t i = 0; i < t->acts.len; i++)
        if (t->acts.at[i].day == day &&
            is_act_of(c, &t->acts.at[i], ACT_EXTENDED))
            extend_with(c, standing, &t->acts.at[i]);
}

void acts_follow(struct claim *c, struct options *standing,
                 void (*count)(struct claim *c, struct options *options,
                               void *with),
                 void *with) {
    struct options before = *standing, now;
    day_number day = c->trigger.day - 1, last = c->e->as_at;
    if (c->e->timeline->acts.len == 0)
        return;
    if (c->held)
        last = MIN(last, c->held->day);
    while ((day = act_next_day(c, day, last)) != DAY_NEVER) {
        c->window.as_of = day;
        govern(c->e, c->rule, &c->trigger, &now);
        count(c, &now, with);
        round_change(c, standing, &before, &now, day, c->phase);
        act_extend(c, standing, day);
    }
}

/* -- waivers, explanations -- */

const struct act_row *act_waiver(struct claim *c, day_number due) {
    const struct timeline *t = c->e->timeline;
    const struct rule *r = &c->e->program->rules[c->rule];
    for (size_t i = 0; i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (!is_act_of(c, act, ACT_WAIVED) || act->day > due ||
            (c->window.twice && act->trigger == DAY_NONE))
            continue;
        if (consents_fault(c->e->program, r->waivers, r->waiver_count, act) ==
            ACT_COUNTS)
            return act;
    }
    return NULL;
}

const struct act_row *act_explanation(struct claim *c) {
    const struct timeline *t = c->e->timeline;
    const struct rule *r = &c->e->program->rules[c->rule];
    for (size_t i = 0; i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (is_act_of(c, act, ACT_EXPLAINED) &&
            (r->where_possible || (r->otherwise_why && act->reason.len > 0)))
            return act;
    }
    return NULL;
}

/* -- reasons -- */

static void note_granted(struct claim *c, enum reason_kind kind,
                         const struct act_row *act) {
    struct reason reason = reason_of(kind);
    reason.day = act->day;
    reason.rule = act->rule;
    reason.value = act->by;
    reason.text = act->reason;
    claim_reason(c, reason);
}

static void waiver_reason(struct claim *c, const struct act_row *act) {
    const struct rule *r = &c->e->program->rules[c->rule];
    enum act_fault fault =
        c->window.twice && act->trigger == DAY_NONE && r->waiver_count > 0
            ? ACT_AMBIGUOUS
            : consents_fault(c->e->program, r->waivers, r->waiver_count, act);
    if (fault == ACT_COUNTS && c->merged.due != DAY_NONE &&
        act->day > c->merged.due)
        fault = ACT_TOO_LATE;
    if (fault != ACT_COUNTS)
        note_refused(c, act, fault);
    else if (c->merged.excused == EXCUSE_WAIVED)
        note_granted(c, REASON_WAIVED, act);
}

static void agreement_reason(struct claim *c, const struct act_row *act) {
    const struct rule *r = &c->e->program->rules[act->rule];
    enum act_fault fault =
        consents_fault(c->e->program, r->agreements, r->agreement_count, act);
    if (fault != ACT_COUNTS)
        note_refused(c, act, fault);
    else
        note_granted(c, REASON_AGREED, act);
}

static void explanation_reason(struct claim *c, const struct act_row *act) {
    const struct rule *r = &c->e->program->rules[c->rule];
    if (!r->otherwise_why && !r->where_possible)
        note_refused(c, act, ACT_NOT_FORESEEN);
    else if (!r->where_possible && act->reason.len == 0)
        note_refused(c, act, ACT_NO_REASON);
    else if (c->merged.excused == EXCUSE_EXPLAINED)
        note_granted(c, REASON_EXPLAINED, act);
}

void act_reasons(struct claim *c) {
    const struct timeline *t = c->e->timeline;
    const struct rule *r = &c->e->program->rules[c->rule];
    for (size_t i = 0; i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (is_act_of(c, act, ACT_WAIVED))
            waiver_reason(c, act);
        else if (is_act_of(c, act, ACT_AGREED))
            agreement_reason(c, act);
        else if (is_act_of(c, act, ACT_EXPLAINED))
            explanation_reason(c, act);
        else if (is_act_of(c, act, ACT_EXTENDED) && r->extension_count == 0)
            note_refused(c, act, ACT_NOT_FORESEEN);
    }
}
