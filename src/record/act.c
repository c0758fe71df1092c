// SPDX-License-Identifier: MIT
/* act.c: the five acts by name, and what may be said about them.
 *
 * Whether an act counts is for evaluation to say: one that a rule does not
 * provide for was made all the same. */
#include "record/act.h"

#include "record/raw_value.h"

static const char *const words[] = {
    [ACT_EXTENDED] = "extended",
    [ACT_WAIVED] = "waived",
    [ACT_AGREED] = "agreed",
    [ACT_CONSIDERED] = "considered",
    [ACT_EXPLAINED] = "explained",
};

int act_of(str word) {
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (word.len && word.at[0] == words[i][0] && str_is(word, words[i]))
            return (int)i;
    return -1;
}

struct act_row act_begin(enum act act, day_number day) {
    return (struct act_row){
        .act = act,
        .day = day,
        .trigger = DAY_NONE,
        .to = DAY_NONE,
        .by = {.kind = VALUE_UNKNOWN},
    };
}

static str set_value(struct timeline *t, const char *what, enum type_kind kind,
                     const struct raw_value *raw, struct value *out) {
    struct type type = {.kind = kind};
    return value_of_raw(t, str_of(what), &type, raw, out);
}

/* An extension's new due day, an agreement's last day. */
static bool has_end(enum act act) {
    return act == ACT_EXTENDED || act == ACT_AGREED;
}

str act_set(struct timeline *t, struct act_row *act, str name,
            const struct raw_value *raw) {
    struct value value = {.kind = VALUE_UNKNOWN};
    str fault = STR("");
    bool again = false;
    if (str_is(name, "for")) {
        again = act->trigger != DAY_NONE;
        fault = set_value(t, "for", KIND_DATE, raw, &value);
        act->trigger = value.day;
    } else if (str_is(name, "to") && has_end(act->act)) {
        again = act->to != DAY_NONE;
        fault = set_value(t, "to", KIND_DATE, raw, &value);
        act->to = value.day;
    } else if (str_is(name, "by")) {
        again = act->by.kind != VALUE_UNKNOWN;
        fault = set_value(t, "by", KIND_ROLE, raw, &act->by);
    } else if (str_is(name, "reason")) {
        again = act->reason.len > 0;
        fault = set_value(t, "reason", KIND_TEXT, raw, &value);
        act->reason = value.text;
    } else if (str_is(name, "in_writing")) {
        again = act->in_writing;
        fault = set_value(t, "in_writing", KIND_YES_NO, raw, &value);
        act->in_writing = value.yes;
    } else {
        return str_format(&t->arena, "`%s` takes no %.*s", words[act->act],
                          STR_ARG(quoted(&t->arena, name)));
    }
    if (again)
        return str_format(&t->arena, "`%.*s` is given twice", STR_ARG(name));
    return fault;
}
