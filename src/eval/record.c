// SPDX-License-Identifier: MIT
/* record.c: what must be on record of every occurrence of an event, or of
 * each item of a list in it.  What nobody recorded is missing, and named; an
 * empty list is missing too. */
#include "eval/judge.h"

static void note_missing(struct claim *c, attribute_id attribute, str field) {
    struct reason reason = reason_of(REASON_MISSING_FIELD);
    reason.attribute = attribute;
    reason.event = c->trigger.own_event;
    reason.day = c->trigger.day;
    reason.text = field;
    claim_reason(c, reason);
}

static bool is_recorded(struct value v) {
    return v.kind != VALUE_UNKNOWN && v.kind != VALUE_ABSENT &&
           (v.kind != VALUE_LIST || v.count > 0) &&
           (v.kind != VALUE_TEXT || v.text.len > 0);
}

static struct value attribute_of(const struct claim *c, attribute_id a) {
    struct operand o = {.kind = OPERAND_OWN, .attribute = a};
    return operand_value(&o, &c->trigger);
}

static bool has_fields(struct claim *c, const struct record_terms *terms) {
    bool all = true;
    for (uint32_t i = 0; i < terms->count; i++)
        if (!is_recorded(attribute_of(c, terms->fields[i]))) {
            note_missing(c, terms->fields[i], STR(""));
            all = false;
        }
    return all;
}

/* Where a field stands in the items of the attribute's type. */
static uint32_t place_of(const struct type *type, atom field) {
    uint32_t i = 0;
    while (i < type->choice_count && type->choices[i] != field)
        i++;
    return i;
}

static bool item_has_fields(struct claim *c, const struct record_terms *terms,
                            const struct type *type, struct value item) {
    bool all = true;
    for (uint32_t i = 0; i < terms->count; i++) {
        uint32_t place = place_of(type, terms->item_fields[i]);
        if (item.kind == VALUE_ITEM && place < item.count &&
            is_recorded(item.list[place]))
            continue;
        note_missing(c, terms->item,
                     atom_str(c->e->program->atoms, terms->item_fields[i]));
        all = false;
    }
    return all;
}

static bool items_have_fields(struct claim *c,
                              const struct record_terms *terms) {
    const struct attribute *a = &c->e->program->attributes[terms->item];
    const struct type *type = a->type_in[c->trigger.own_event];
    struct value list = attribute_of(c, terms->item);
    bool all = true;
    if (!is_recorded(list) || list.kind != VALUE_LIST || !type) {
        note_missing(c, terms->item, STR(""));
        return false;
    }
    for (uint32_t i = 0; i < list.count; i++)
        all &= item_has_fields(c, terms, type, list.list[i]);
    return all;
}

static void settle_record(struct claim *c, const struct option *option) {
    const struct record_terms *terms = c->e->program->rules[c->rule].record;
    bool all = terms->item == NO_ID ? has_fields(c, terms)
                                    : items_have_fields(c, terms);
    claim_merge(c,
                (struct outcome){.status = all ? STATUS_MET : STATUS_BREACHED,
                                 .governs = option->governs,
                                 .due = DAY_NONE,
                                 .done = DAY_NONE,
                                 .ending = NO_ENDING});
}

void judge_record(struct evaluator *e, rule_id rule) {
    event_id about = e->program->rules[rule].target;
    struct occurrences all = e->world->events[about];
    for (uint32_t k = 0; k < all.count; k++) {
        const struct occurrence *o = &all.at[k];
        struct options options;
        struct claim c;
        claim_start(&c, e, rule, moment_at(e->world, o->day, about, o));
        window_each(&c, all);
        govern(e, rule, &c.trigger, &options);
        for (uint32_t i = 0; i < options.count; i++)
            if (claim_is_owed(&c, &options.at[i]))
                settle_record(&c, &options.at[i]);
            else
                claim_settle(&c, &options.at[i]);
        claim_finish(&c);
    }
}
