// SPDX-License-Identifier: MIT
/* names.c: a small direct-mapped memory in front of the program's table. */
#include "record/names.h"

#include <string.h>

#include "base/arena.h"
#include "text/suggest.h"
#include "text/utf8.h"

enum {
    NAME_MAX_BYTES = 1024, /* a longer text is no name */
    QUOTED_MAX_BYTES = 60
};

void names_init(struct names *n, const struct atoms *atoms,
                struct arena *scratch) {
    *n = (struct names){.atoms = atoms, .scratch = scratch};
}

/* Names that share length, first and last letters share a place: it costs a
 * look into the table each time, and no more. */
static unsigned place_of(str text) {
    uint64_t head = 0, tail = 0;
    size_t part = MIN(text.len, sizeof head);
    if (part) {
        memcpy(&head, text.at, part);
        memcpy(&tail, text.at + text.len - part, part);
    }
    uint64_t mixed = (head ^ tail << 1 ^ text.len) *
                     UINT64_C(0x9e3779b97f4a7c15);
    return (unsigned)(mixed >> 56);
}
_Static_assert(NAMES_AT_HAND == 256, "eight bits name a place");

/* Not in the table as it stands: perhaps in normal form C. */
static atom find_normal(const struct names *n, str text) {
    if (text.len > NAME_MAX_BYTES)
        return 0;
    str normal = utf8_nfc(n->scratch, text);
    return normal.at == text.at ? 0 : atom_find(n->atoms, normal);
}

atom names_find(struct names *n, str text) {
    unsigned place = place_of(text);
    if (n->at_hand[place].atom && str_eq(n->at_hand[place].text, text))
        return n->at_hand[place].atom;
    atom a = atom_find(n->atoms, text);
    if (!a)
        return find_normal(n, text);
    n->at_hand[place].text = atom_str(n->atoms, a);
    n->at_hand[place].atom = a;
    return a;
}

/* -- what was meant -- */

struct candidates {
    str *at;
    size_t len, cap;
};

static struct candidates candidates_new(struct arena *arena, size_t count) {
    size_t cap = MIN(count, (size_t)SUGGEST_MAX_CANDIDATES);
    return (struct candidates){.at = NEW_ARRAY(arena, str, cap), .cap = cap};
}

static void consider(struct candidates *c, const struct program *p, atom name) {
    if (c->len < c->cap)
        c->at[c->len++] = atom_str(p->atoms, name);
}

static str best(const struct candidates *c, str name) {
    return suggest_best(name, c->at, c->len);
}

str nearest_event(struct arena *arena, const struct program *p, str name) {
    struct candidates c = candidates_new(arena, p->event_count);
    for (uint32_t i = 0; i < p->event_count; i++)
        if (p->events[i].named)
            consider(&c, p, p->events[i].name);
    return best(&c, name);
}

str nearest_fact(struct arena *arena, const struct program *p, str name) {
    struct candidates c = candidates_new(arena, p->fact_count);
    for (uint32_t i = 0; i < p->fact_count; i++)
        consider(&c, p, p->facts[i].name);
    return best(&c, name);
}

str nearest_role(struct arena *arena, const struct program *p, str name) {
    struct candidates c = candidates_new(arena, p->role_count);
    for (uint32_t i = 0; i < p->role_count; i++)
        consider(&c, p, p->roles[i].name);
    return best(&c, name);
}

static bool is_about(enum act act, const struct rule *rule) {
    switch (act) {
    case ACT_EXTENDED: return rule->extension_count > 0;
    case ACT_WAIVED: return rule->waiver_count > 0;
    case ACT_AGREED: return rule->agreement_count > 0;
    case ACT_CONSIDERED: return rule->form == RULE_CONSIDER;
    case ACT_EXPLAINED: return rule->otherwise_why || rule->where_possible;
    }
    BUG("an act of no kind");
}

str nearest_rule(struct arena *arena, const struct program *p, enum act act,
                 str name) {
    struct candidates fitting = candidates_new(arena, p->rule_count);
    struct candidates all = candidates_new(arena, p->rule_count);
    for (uint32_t i = 0; i < p->rule_count; i++) {
        consider(&all, p, p->rules[i].name);
        if (is_about(act, &p->rules[i]))
            consider(&fitting, p, p->rules[i].name);
    }
    str near = best(&fitting, name);
    return near.len || act == ACT_CONSIDERED ? near : best(&all, name);
}

str nearest_attribute(struct arena *arena, const struct program *p,
                      event_id event, str name) {
    struct candidates c = candidates_new(arena, p->attribute_count);
    for (uint32_t i = 0; i < p->attribute_count; i++)
        if (event_has_attribute(p, event, (attribute_id)i))
            consider(&c, p, p->attributes[i].name);
    return best(&c, name);
}

str nearest_choice(struct arena *arena, const struct program *p,
                   const struct type *type, str name) {
    struct candidates c = candidates_new(arena, type->choice_count);
    for (uint32_t i = 0; i < type->choice_count; i++)
        consider(&c, p, type->choices[i]);
    return best(&c, name);
}

bool event_has_attribute(const struct program *p, event_id event,
                         attribute_id attribute) {
    return p->attributes[attribute].type_in[event] != NULL;
}

str did_you_mean(struct arena *arena, str nearest) {
    if (!nearest.len)
        return STR("");
    return str_format(arena, " (did you mean `%.*s`?)", STR_ARG(nearest));
}

str quoted(struct arena *arena, str text) {
    if (text.len <= QUOTED_MAX_BYTES)
        return str_format(arena, "`%.*s`", STR_ARG(text));
    size_t len = 0;
    for (;;) {
        size_t step = utf8_next(text, len).len;
        if (len + step > QUOTED_MAX_BYTES)
            break;
        len += step;
    }
    return str_format(arena, "`%.*s...`", (int)len, text.at);
}
