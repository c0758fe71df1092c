/* names.h: the names in a case, and what was meant by the ones that are none.
 *
 * A case's names are looked up in the program's table of atoms, never added
 * to it: the program is shared between threads.  The same few names come
 * again and again, so a reader keeps the last ones at hand. */
#ifndef CINP_NAMES_H
#define CINP_NAMES_H

#include "policy/program.h"

enum { NAMES_AT_HAND = 256 };
struct names {
    const struct atoms *atoms;
    struct arena *scratch;
    struct {
        str text; /* of the table */
        atom atom;
    } at_hand[NAMES_AT_HAND];
};

/* `scratch`: for what only lasts as long as a look. */
void names_init(struct names *n, const struct atoms *atoms,
                struct arena *scratch);
/* The atom of a name written in any normal form; 0 when it is none. */
atom names_find(struct names *n, str text);

/* The nearest name declared; empty when none is near. For messages: it looks
 * at them all, and takes memory from `arena`. */
str nearest_event(struct arena *arena, const struct program *p, str name);
str nearest_fact(struct arena *arena, const struct program *p, str name);
str nearest_role(struct arena *arena, const struct program *p, str name);
/* Of the rules that such an act can be about, before all others. */
str nearest_rule(struct arena *arena, const struct program *p, enum act act,
                 str name);
str nearest_attribute(struct arena *arena, const struct program *p,
                      event_id event, str name);
str nearest_choice(struct arena *arena, const struct program *p,
                   const struct type *type, str name);

/* What a user can give in a record of this event. */
bool event_has_attribute(const struct program *p, event_id event,
                         attribute_id attribute);

/* " (did you mean `visit`?)", or nothing when `nearest` is empty. */
str did_you_mean(struct arena *arena, str nearest);
/* A text of the user as a message quotes it: cut when long. */
str quoted(struct arena *arena, str text);

#endif
