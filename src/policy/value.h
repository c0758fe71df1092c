/* value.h: what a fact, an attribute or a literal may hold.
 *
 * Types are declared in the policy (`fact`, `has`); values are small, passed
 * by copy, and borrow their texts and lists from whoever made them (the
 * program for literals, the timeline for records). */
#ifndef CINP_VALUE_H
#define CINP_VALUE_H

#include "base/atom.h"
#include "calendar/calendar.h"

enum type_kind {
    KIND_YES_NO,
    KIND_NUMBER,
    KIND_DATE,
    KIND_TEXT,
    KIND_DURATION,
    KIND_ONE_OF, /* a name out of `choices` */
    KIND_ROLE,   /* a role, perhaps with the person's id */
    KIND_PEOPLE, /* a list of roles or persons */
    KIND_LIST,   /* a list of `of` */
    KIND_ITEMS   /* a list of items with the fields `choices` */
};

struct type {
    enum type_kind kind;
    atom *choices;
    uint32_t choice_count;
    const struct type *of;
};

enum value_kind {
    VALUE_ABSENT,  /* of an event that has not happened: compares as no */
    VALUE_UNKNOWN, /* nobody recorded it */
    VALUE_YES_NO,
    VALUE_NUMBER, /* thousandths */
    VALUE_DATE,   /* day number */
    VALUE_TEXT,   /* text */
    VALUE_NAME,   /* a choice or a role: name; a person also has text, the id */
    VALUE_DURATION,
    VALUE_LIST,
    VALUE_ITEM /* an item of a `list with`: its fields in the order of the
                  type's choices in `list`, unknown where nobody recorded */
};

struct value {
    enum value_kind kind;
    union {
        bool yes;
        int64_t number;
        day_number day;
        struct duration duration;
        atom name;
        uint32_t count; /* of `list` */
    };
    union {
        str text;
        const struct value *list;
    };
};

/* Same kind and content; persons are equal when their ids are. */
bool value_equal(struct value a, struct value b);
/* "yes", "15 working days", "2024-03-20", "team_manager P12", "health, police".
 */
void value_print(struct strbuf *out, const struct atoms *atoms, struct value v);
/* "yes/no", "a number", "one of health, police": for messages. */
void type_print(struct strbuf *out, const struct atoms *atoms,
                const struct type *t);

#endif
