// SPDX-License-Identifier: MIT
/* slow_record.c: what must be on record of every T, or of each of its items. */
#include "slow/slow_parts.h"

/* Something is there; an empty list is nothing. */
static bool is_there(struct value v) {
    return v.kind != VALUE_UNKNOWN && (v.kind != VALUE_LIST || v.count > 0);
}

/* Which field of an item a name is. */
static uint32_t place_of(const struct type *item, atom name) {
    for (uint32_t i = 0; i < item->choice_count; i++)
        if (item->choices[i] == name)
            return i;
    BUG("an item has no such field");
}

static bool is_recorded(const struct slow_judge *j,
                        const struct slow_occurrence *o) {
    const struct program *p = j->world->program;
    const struct record_terms *terms = j->rule->record;
    if (terms->item == NO_ID) {
        for (uint32_t i = 0; i < terms->count; i++)
            if (!is_there(slow_attribute(o, terms->fields[i])))
                return false;
        return true;
    }
    struct value list = slow_attribute(o, terms->item);
    const struct type *type =
        p->attributes[terms->item].type_in[j->rule->target];
    if (!is_there(list))
        return false;
    for (uint32_t i = 0; i < list.count; i++)
        for (uint32_t k = 0; k < terms->count; k++)
            if (!is_there(
                    list.list[i].list[place_of(type, terms->item_fields[k])]))
                return false;
    return true;
}

static void judge_one(struct slow_judge *j, const struct slow_list *list,
                      const struct slow_occurrence *o) {
    struct slow_owner owner = slow_owner_of(list, o->day);
    struct slow_moment m = {.world = j->world,
                            .day = o->day,
                            .own_event = j->rule->target,
                            .own = o,
                            .owner = &owner};
    struct slow_verdict v;
    struct slow_ways ways;
    owner.series = DAY_NONE;
    m.agreed = o->day;
    if (slow_closed_for(m.world, o) < m.day || !slow_in_force(j, m.day) ||
        !slow_active(j, &m)) {
        slow_report(j, o->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    slow_verdict_start(&v, j, o->day);
    slow_govern(j->id, &m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        enum status status = is_recorded(j, o) ? STATUS_MET : STATUS_BREACHED;
        if (ways.at[i].kind == SLOW_NOTHING)
            status = STATUS_NOT_APPLICABLE;
        if (ways.at[i].kind == SLOW_UNDECIDED)
            status = STATUS_CANNOT_TELL;
        slow_verdict_add(&v, status, ways.at[i].governs, DAY_NONE, DAY_NONE);
    }
    slow_verdict_end_of(&v, j, &owner);
}

void slow_judge_record(struct slow_judge *j) {
    const struct slow_list *list = slow_events(j->world, j->rule->target);
    for (size_t i = 0; i < list->all.len; i++)
        judge_one(j, list, &list->all.at[i]);
}
