// SPDX-License-Identifier: MIT
/* slow_act.c: what people decided about an instance, and whether it counts. */
#include "slow/slow_parts.h"

struct slow_owner slow_owner_of(const struct slow_list *list, day_number day) {
    struct slow_owner res = {
        .trigger = day, .from = day, .last = DAY_NEVER, .series = day};
    uint32_t same = 0;
    for (size_t i = 0; i < list->all.len; i++) {
        day_number other = list->all.at[i].day;
        same += other == day;
        if (other > day)
            res.last = MIN(res.last, other - 1);
    }
    res.twice = same > 1;
    return res;
}

/* Is the act about this instance? */
static bool is_own(const struct slow_owner *owner, const struct act_row *act) {
    if (act->trigger != DAY_NONE)
        return act->trigger == owner->trigger;
    return act->day >= owner->from && act->day <= owner->last;
}

/* What moves or ends an instance must be clear about which it means. */
static bool is_clear(const struct slow_owner *owner,
                     const struct act_row *act) {
    return is_own(owner, act) && (act->trigger != DAY_NONE || !owner->twice);
}

/* Was it granted by whoever may, and in the form that it needs? */
static bool suits(const struct program *p, const struct consent *c,
                  const struct act_row *act) {
    bool by_right = false;
    if (act->by.kind != VALUE_NAME)
        return false;
    role_id holder = program_role(p, act->by.name);
    for (uint32_t i = 0; i < c->role_count; i++)
        by_right |= holder != NO_ID && (holder == c->roles[i] ||
                                        role_satisfies(p, holder, c->roles[i]));
    return by_right && (!c->in_writing || act->in_writing) &&
           (!c->with_reason || act->reason.len > 0);
}

static bool suits_any(const struct program *p, const struct consent *list,
                      uint32_t count, const struct act_row *act) {
    for (uint32_t i = 0; i < count; i++)
        if (suits(p, &list[i], act))
            return true;
    return false;
}

/* -- agreements -- */

static bool serves(const struct slow_owner *owner, const struct act_row *act) {
    for (size_t i = 0; i < owner->round_count; i++)
        if (act->trigger != DAY_NONE && act->trigger == owner->rounds[i])
            return true;
    if (act->trigger != DAY_NONE)
        return act->trigger == owner->trigger;
    return act->day >= MIN(owner->series, owner->from) &&
           act->day <= owner->last;
}

bool slow_agreed(rule_id exception, const struct slow_moment *m) {
    const struct timeline *t = m->world->timeline;
    const struct rule *r = &m->world->program->rules[exception];
    if (r->agreement_count == 0)
        return true;
    for (size_t i = 0; m->owner && i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (act->act != ACT_AGREED || act->rule != exception ||
            act->day > m->world->as_at || act->day > m->agreed)
            continue;
        if (act->to != DAY_NONE && act->to < m->agreed)
            continue;
        if (serves(m->owner, act) && suits_any(m->world->program, r->agreements,
                                               r->agreement_count, act))
            return true;
    }
    return false;
}

/* -- extensions -- */

/* The latest day that one line of the rule lets an extension reach. */
static bool latest(const struct slow_judge *j, const struct slow_moment *m,
                   const struct extension_terms *terms,
                   const struct slow_way *way, day_number from, uint32_t phase,
                   day_number *out) {
    const struct rule *r = j->rule;
    rule_id governs = way->governs == NO_ID ? j->id : way->governs;
    const struct rule *by = &m->world->program->rules[governs];
    const struct length *figure = NULL;
    struct duration more, d;
    *out = DAY_NEVER;
    if (terms->up_to.kind == LENGTH_NONE)
        return true;
    if (!slow_length(&terms->up_to, m, &more))
        return false;
    if (from != DAY_NONE)
        figure =
            governs == j->id ? &r->phases[phase].figure : &by->phases[0].figure;
    if (figure && slow_length(figure, m, &d) && d.unit == more.unit) {
        d.count += more.count;
        return slow_add(r->calendar, from, d, 1, r->counting_day, out) &&
               slow_roll(r->calendar, *out, r->roll, out);
    }
    return slow_add(r->calendar, way->before, more, 1, false, out);
}

static bool may_extend(const struct slow_judge *j, const struct slow_moment *m,
                       const struct act_row *act, const struct slow_way *way,
                       day_number from, uint32_t phase) {
    if (act->to == DAY_NONE || act->to <= way->due || act->day > way->due)
        return false;
    for (uint32_t i = 0; i < j->rule->extension_count; i++) {
        const struct extension_terms *terms = &j->rule->extensions[i];
        day_number most;
        if (suits(m->world->program, &terms->by, act) &&
            (terms->times == 0 || way->extended < terms->times) &&
            latest(j, m, terms, way, from, phase, &most) && act->to <= most)
            return true;
    }
    return false;
}

void slow_extend(const struct slow_judge *j, const struct slow_moment *m,
                 struct slow_way *way, day_number from, uint32_t phase) {
    const struct timeline *t = m->world->timeline;
    for (size_t i = 0; i < t->acts.len && way->kind == SLOW_OWED; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (act->act != ACT_EXTENDED || act->rule != j->id ||
            act->day != m->agreed || act->day > m->world->as_at ||
            !is_clear(m->owner, act) ||
            !may_extend(j, m, act, way, from, phase))
            continue;
        way->due = act->to;
        way->extended++;
        way->hours = false;
    }
}

/* -- waivers and explanations -- */

bool slow_waived(const struct slow_judge *j, const struct slow_owner *owner,
                 day_number due) {
    const struct timeline *t = j->world->timeline;
    for (size_t i = 0; i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        if (act->act == ACT_WAIVED && act->rule == j->id && act->day <= due &&
            act->day <= j->world->as_at && is_clear(owner, act) &&
            suits_any(j->world->program, j->rule->waivers,
                      j->rule->waiver_count, act))
            return true;
    }
    return false;
}

static bool was_not_kept(enum status s) {
    return s == STATUS_MET_LATE || s == STATUS_OVERDUE || s == STATUS_MISSED ||
           s == STATUS_BREACHED;
}

void slow_explain(const struct slow_judge *j, struct slow_instance *i,
                  const struct slow_owner *owner) {
    const struct timeline *t = j->world->timeline;
    if (!was_not_kept(i->status))
        return;
    for (size_t k = 0; k < t->acts.len; k++) {
        const struct act_row *act = &t->acts.at[k];
        if (act->act != ACT_EXPLAINED || act->rule != j->id ||
            act->day > j->world->as_at || !is_own(owner, act))
            continue;
        if (j->rule->where_possible ||
            (j->rule->otherwise_why && act->reason.len > 0))
            i->excused = SLOW_EXPLAINED;
    }
}

void slow_verdict_end_of(struct slow_verdict *v, struct slow_judge *j,
                         const struct slow_owner *owner) {
    slow_explain(j, &v->instance, owner);
    slow_verdict_end(v, j);
}

/* -- rules that are owed once -- */

static void ways_on(const struct slow_judge *j, const struct slow_moment *m,
                    slow_counter *count, void *with, struct slow_ways *out) {
    struct slow_ways ways;
    out->count = 0;
    slow_govern(j->id, m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        if (ways.at[i].kind == SLOW_OWED)
            count(j, &ways.at[i], m, with);
        slow_way_add(out, ways.at[i]);
    }
}

/* What stood meets what governs from a day on. */
static void change_one(struct slow_ways *out, const struct slow_way *was,
                       const struct slow_ways *now, day_number day) {
    if (was->kind == SLOW_UNDECIDED ||
        (was->kind == SLOW_OWED && day > was->due)) {
        slow_way_add(out, *was);
        return;
    }
    for (uint32_t i = 0; i < now->count; i++) {
        struct slow_way way = now->at[i];
        if (way.kind == SLOW_OWED && way.due < day)
            way.due = way.before = day, way.hours = false;
        if (was->kind == SLOW_OWED && way.kind == SLOW_OWED &&
            was->due == way.due)
            way = *was;
        way.extended = was->extended;
        if (way.extended > 0)
            way.before = was->before;
        slow_way_add(out, way);
    }
}

void slow_once_standing(const struct slow_judge *j, const struct slow_moment *m,
                        slow_counter *count, void *with, day_number from,
                        day_number last, struct slow_ways *out) {
    struct slow_moment then = *m;
    struct slow_ways before, now, moved;
    then.agreed = m->day;
    ways_on(j, &then, count, with, &before);
    *out = before;
    for (day_number x = m->day; x <= MIN(last, j->world->as_at); x++) {
        then.agreed = x;
        ways_on(j, &then, count, with, &now);
        if (!slow_ways_equal(&now, &before)) {
            moved.count = 0;
            for (uint32_t i = 0; i < out->count; i++)
                change_one(&moved, &out->at[i], &now, x);
            *out = moved;
            before = now;
        }
        for (uint32_t i = 0; i < out->count; i++)
            slow_extend(j, &then, &out->at[i], from, 0);
    }
}
