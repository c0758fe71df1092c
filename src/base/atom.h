/* atom.h: names as small numbers.
 *
 * A table of atoms gives every distinct text one number, from 1 upwards;
 * 0 is "no name".  Equal texts have equal atoms, so names are compared and
 * looked up as numbers.  Texts are copied into the table's arena and live as
 * long as it does.  Interning costs one hash (seeded per table, so that
 * hostile names cannot be chosen to collide). */
#ifndef CINP_ATOM_H
#define CINP_ATOM_H

#include "base/str.h"

typedef uint32_t atom;

struct atoms {
    struct arena *arena;
    struct atom_slot *slots;
    str *texts; /* texts[a] for atom a */
    uint32_t count, cap, slot_mask;
    uint64_t seed;
};

void atoms_init(struct atoms *t, struct arena *arena);
/* The atom of `text`, made when new. */
atom atom_intern(struct atoms *t, str text);
/* The atom of `text`, or 0 when nobody interned it: changes nothing, so any
 * number of threads may ask at once. */
atom atom_find(const struct atoms *t, str text);
/* The text of an atom; empty for 0. */
str atom_str(const struct atoms *t, atom a);

/* From atoms to pointers; grows in the arena of its table. */
struct atom_map {
    void **at;
    uint32_t cap;
};
void *atom_map_get(const struct atom_map *m, atom a);
/* `value` NULL removes. */
void atom_map_set(struct arena *arena, struct atom_map *m, atom a, void *value);

#endif
