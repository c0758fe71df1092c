// SPDX-License-Identifier: MIT
/* property.c: what must be true of every occurrence of an event (`chair of
 * closing_meeting must be team_manager`), and prompts for judgement at one. */
#include "eval/judge.h"

/* -- values -- */

static const struct property *
property_of(const struct evaluator *e, const struct claim *c, rule_id governs) {
    const struct property *p = e->program->rules[governs].property;
    return p ? p : e->program->rules[c->rule].property;
}

static struct value found_value(const struct claim *c,
                                const struct property *p) {
    struct operand o = {.kind = OPERAND_OWN, .attribute = p->attribute};
    return operand_value(&o, &c->trigger);
}

static enum tri is_one_of(const struct claim *c, const struct property *p,
                          struct value found) {
    enum tri any = TRI_NO;
    for (uint32_t i = 0; i < p->value_count && any != TRI_YES; i++) {
        struct value v = operand_value(&p->values[i], &c->trigger);
        if (v.kind == VALUE_UNKNOWN)
            any = TRI_UNKNOWN;
        else if (v.kind != VALUE_ABSENT &&
                 value_satisfies(c->e->program, found, v))
            any = TRI_YES;
    }
    return any;
}

static enum tri compares(const struct claim *c, const struct property *p,
                         struct value found) {
    struct value v = operand_value(&p->values[0], &c->trigger);
    if (v.kind == VALUE_ABSENT)
        return TRI_NO;
    if (v.kind != VALUE_NUMBER)
        return TRI_UNKNOWN;
    int64_t n =
        found.kind == VALUE_LIST ? 1000 * (int64_t)found.count : found.number;
    bool holds = p->kind == PROPERTY_AT_LEAST ? n >= v.number : n <= v.number;
    return holds ? TRI_YES : TRI_NO;
}

static bool names(const struct evaluator *e, struct value list,
                  struct value who) {
    for (uint32_t i = 0; i < list.count; i++)
        if (value_satisfies(e->program, list.list[i], who))
            return true;
    return false;
}

/* Is one person (or everyone a list names) as wanted? */
static bool is_as_wanted(const struct evaluator *e, const struct property *p,
                         struct value list, struct value who) {
    bool all = true;
    if (who.kind != VALUE_LIST)
        return names(e, list, who) != p->negated;
    for (uint32_t i = 0; i < who.count; i++)
        all &= names(e, list, who.list[i]) != p->negated;
    return all;
}

/* Who is not, each a reason. */
static void note_wrong(struct claim *c, const struct property *p,
                       struct value list, struct value who) {
    uint32_t count = who.kind == VALUE_LIST ? who.count : 1;
    for (uint32_t i = 0; i < count; i++) {
        struct value one = who.kind == VALUE_LIST ? who.list[i] : who;
        if (names(c->e, list, one) != p->negated)
            continue;
        struct reason reason = reason_of(p->negated ? REASON_UNWANTED_PERSON
                                                    : REASON_MISSING_PERSON);
        reason.value = one;
        claim_reason(c, reason);
    }
}

/* `X if FACT`: does it apply to this occurrence? */
static enum tri is_wanted(const struct claim *c, const struct person *who) {
    if (who->only_if == NO_ID)
        return TRI_YES;
    struct operand o = {.kind = OPERAND_FACT, .fact = who->only_if};
    struct value v = operand_value(&o, &c->trigger);
    if (v.kind != VALUE_YES_NO)
        return TRI_UNKNOWN;
    return v.yes != who->unless_fact ? TRI_YES : TRI_NO;
}

static void note_missing_person(struct claim *c, const struct person *who) {
    struct evaluator *e = c->e;
    if (who->only_if != NO_ID)
        operand_missing(
            &(struct operand){.kind = OPERAND_FACT, .fact = who->only_if},
            &c->trigger, e->out, &e->kept);
    operand_missing(&who->who, &c->trigger, e->out, &e->kept);
}

/* Everyone is looked at, so that the answer names all who are missing. */
static enum tri includes_people(struct claim *c, const struct property *p,
                                struct value list) {
    enum tri all = TRI_YES;
    for (uint32_t i = 0; i < p->people_count; i++) {
        const struct person *who = &p->people[i];
        enum tri wanted = is_wanted(c, who);
        struct value v = operand_value(&who->who, &c->trigger);
        if (wanted == TRI_NO || v.kind == VALUE_ABSENT ||
            (v.kind != VALUE_UNKNOWN && is_as_wanted(c->e, p, list, v)))
            continue;
        if (v.kind == VALUE_UNKNOWN || wanted == TRI_UNKNOWN) {
            all = tri_and(all, TRI_UNKNOWN);
            note_missing_person(c, who);
        } else {
            all = TRI_NO;
            note_wrong(c, p, list, v);
        }
    }
    return all;
}

/* A date within a length after (before) an event. */
static enum tri lies_within(const struct claim *c, const struct property *p,
                            struct value found) {
    const struct evaluator *e = c->e;
    const struct rule *r = &e->program->rules[c->rule];
    const struct occurrence *o = c->trigger.own;
    struct duration d;
    day_number limit;
    if (p->event != r->target)
        o = last_until(e->world->events[p->event], c->trigger.day);
    if (!o)
        return TRI_NO;
    if (!length_value(&p->length, &c->trigger, &d) ||
        day_add(r->calendar, o->day, d, p->direction, false, &limit) != DAY_OK)
        return TRI_UNKNOWN;
    bool within = p->direction > 0 ? found.day >= o->day && found.day <= limit
                                   : found.day <= o->day && found.day >= limit;
    return within ? TRI_YES : TRI_NO;
}

/* -- the same person -- */

/* The E before this one: the latest in the order of the case. */
static const struct occurrence *previous_of(const struct claim *c,
                                            event_id event) {
    struct occurrences all = c->e->world->events[event];
    const struct occurrence *own = c->trigger.own, *before = NULL;
    for (const struct occurrence *o = all.at; o < all.at + all.count; o++) {
        if (o->day > own->day || (o->day == own->day && o->order >= own->order))
            break;
        before = o;
    }
    return before;
}

static struct value other_person(const struct claim *c,
                                 const struct property *p) {
    if (p->kind == PROPERTY_SAME_AS)
        return operand_value(&p->values[0], &c->trigger);
    struct moment then = c->trigger;
    then.own = previous_of(c, p->event);
    struct operand o = {.kind = OPERAND_OWN, .attribute = p->attribute};
    return operand_value(&o, &then);
}

/* By id when both have one, else by role. */
static enum tri is_same_person(const struct claim *c, const struct property *p,
                               struct value found) {
    struct value other = other_person(c, p);
    if (other.kind == VALUE_ABSENT)
        return TRI_NO;
    if (other.kind != VALUE_NAME || found.kind != VALUE_NAME)
        return other.kind == VALUE_UNKNOWN ? TRI_UNKNOWN
               : value_equal(found, other) ? TRI_YES
                                           : TRI_NO;
    bool same = found.text.len > 0 && other.text.len > 0
                    ? str_eq(found.text, other.text)
                    : found.name == other.name;
    return same ? TRI_YES : TRI_NO;
}

static enum tri property_holds(struct claim *c, const struct property *p,
                               struct value found) {
    enum tri t = TRI_NO;
    if (found.kind == VALUE_UNKNOWN)
        return TRI_UNKNOWN;
    switch (p->kind) {
    case PROPERTY_ONE_OF: t = is_one_of(c, p, found); break;
    case PROPERTY_AT_LEAST:
    case PROPERTY_AT_MOST: t = compares(c, p, found); break;
    case PROPERTY_INCLUDES:
        return includes_people(c, p, found); /* negation is in each person */
    case PROPERTY_WITHIN: t = lies_within(c, p, found); break;
    case PROPERTY_SAME_PREVIOUS:
    case PROPERTY_SAME_AS: t = is_same_person(c, p, found); break;
    }
    return p->negated ? tri_not(t) : t;
}

/* -- instances -- */

/* The first of them has no previous one to be like. */
static bool has_no_previous(struct claim *c, const struct property *p) {
    if (p->kind != PROPERTY_SAME_PREVIOUS || previous_of(c, p->event))
        return false;
    struct reason reason = reason_of(REASON_MISSING_EVENT);
    reason.event = p->event;
    claim_merge(c, (struct outcome){.status = STATUS_NOT_APPLICABLE,
                                    .governs = c->rule,
                                    .due = DAY_NONE,
                                    .done = DAY_NONE,
                                    .ending = NO_ENDING,
                                    .reason = reason,
                                    .has_reason = true});
    return true;
}

static void settle_property(struct claim *c, const struct option *option) {
    const struct property *p = property_of(c->e, c, option->governs);
    if (has_no_previous(c, p))
        return;
    struct value found = found_value(c, p);
    enum tri t = property_holds(c, p, found);
    struct outcome o = {.status = t == TRI_YES  ? STATUS_MET
                                  : t == TRI_NO ? STATUS_BREACHED
                                                : STATUS_CANNOT_TELL,
                        .governs = option->governs,
                        .due = DAY_NONE,
                        .done = DAY_NONE,
                        .ending = NO_ENDING};
    if (t == TRI_NO && p->kind != PROPERTY_INCLUDES) {
        struct reason reason = reason_of(REASON_WRONG_VALUE);
        reason.attribute = p->attribute;
        reason.event = c->e->program->rules[c->rule].target;
        reason.value = found;
        claim_reason(c, reason);
    } else if (t == TRI_UNKNOWN) {
        struct evaluator *e = c->e;
        operand_missing(
            &(struct operand){.kind = OPERAND_OWN, .attribute = p->attribute},
            &c->trigger, e->out, &e->kept);
        for (uint32_t i = 0; i < p->value_count; i++)
            operand_missing(&p->values[i], &c->trigger, e->out, &e->kept);
    }
    claim_merge(c, o);
}

static void judge_one(struct evaluator *e, rule_id rule,
                      const struct occurrence *o) {
    struct moment m =
        moment_at(e->world, o->day, e->program->rules[rule].target, o);
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, m);
    window_each(&c, e->world->events[m.own_event]);
    govern(e, rule, &c.trigger, &options);
    for (uint32_t i = 0; i < options.count; i++)
        if (claim_is_owed(&c, &options.at[i]))
            settle_property(&c, &options.at[i]);
        else
            claim_settle(&c, &options.at[i]);
    claim_finish(&c);
}

void judge_property(struct evaluator *e, rule_id rule) {
    struct occurrences all = e->world->events[e->program->rules[rule].target];
    for (uint32_t i = 0; i < all.count; i++)
        judge_one(e, rule, &all.at[i]);
}

/* -- prompts -- */

/* Was it considered? The act serves the instance it names, or the latest one
 * on or before its day. */
static const struct act_row *considered(const struct evaluator *e, rule_id rule,
                                        struct occurrences all,
                                        const struct occurrence *o) {
    const struct timeline *t = e->timeline;
    for (size_t i = 0; i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (act->act != ACT_CONSIDERED || act->rule != rule ||
            act->day > e->as_at)
            continue;
        const struct occurrence *meant = last_until(all, act->day);
        if (act->trigger != DAY_NONE
                ? act->trigger == o->day && act->day >= o->day
                : meant && meant->day == o->day)
            return act;
    }
    return NULL;
}

static void settle_prompt(struct claim *c, const struct option *option,
                          struct occurrences all) {
    const struct act_row *act = considered(c->e, c->rule, all, c->trigger.own);
    struct outcome o = {.status = STATUS_TO_CONSIDER,
                        .governs = option->governs,
                        .due = DAY_NONE,
                        .done = DAY_NONE,
                        .ending = closing_of(c)};
    if (act) {
        o.status = STATUS_MET;
        o.done = act->day;
    } else if (o.ending.day <= c->e->as_at) {
        o.status = STATUS_NO_LONGER_DUE;
    }
    claim_merge(c, o);
}

void judge_consider(struct evaluator *e, rule_id rule) {
    const struct rule *r = &e->program->rules[rule];
    struct occurrences all = e->world->events[r->target];
    for (uint32_t k = 0; k < all.count; k++) {
        struct moment m =
            moment_at(e->world, all.at[k].day, r->target, &all.at[k]);
        struct options options;
        struct claim c;
        claim_start(&c, e, rule, m);
        window_each(&c, all);
        govern(e, rule, &c.trigger, &options);
        for (uint32_t i = 0; i < options.count; i++)
            if (claim_is_owed(&c, &options.at[i]))
                settle_prompt(&c, &options.at[i], all);
            else
                claim_settle(&c, &options.at[i]);
        claim_finish(&c);
    }
}
