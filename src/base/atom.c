// SPDX-License-Identifier: MIT
/* atom.c: an open-addressed table of texts.
 *
 * Atoms are numbered in the order of their making, so nothing that is printed
 * depends on the seed.  The seed is where the table's memory happens to lie:
 * different each run where addresses are randomised, and never shown.  The
 * hash is SipHash-1-3, made for tables whose keys a stranger chooses. */
#include "base/atom.h"

#include <string.h>

#include "base/arena.h"

enum { FIRST_SLOTS = 256, FIRST_TEXTS = 128 };

struct atom_slot {
    uint32_t hash;
    atom atom; /* 0: free */
};

static uint64_t rotl(uint64_t x, int by) {
    return x << by | x >> (64 - by);
}

static void sip_round(uint64_t v[4]) {
    v[0] += v[1];
    v[1] = rotl(v[1], 13) ^ v[0];
    v[0] = rotl(v[0], 32);
    v[2] += v[3];
    v[3] = rotl(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotl(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotl(v[1], 17) ^ v[2];
    v[2] = rotl(v[2], 32);
}

static void sip_word(uint64_t v[4], uint64_t word) {
    v[3] ^= word;
    sip_round(v);
    v[0] ^= word;
}

static uint32_t hash_text(uint64_t seed, str text) {
    uint64_t other = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
    uint64_t v[4] = {
        seed ^ UINT64_C(0x736f6d6570736575),
        other ^ UINT64_C(0x646f72616e646f6d),
        seed ^ UINT64_C(0x6c7967656e657261),
        other ^ UINT64_C(0x7465646279746573),
    };
    size_t whole = text.len / 8 * 8;
    for (size_t i = 0; i < whole; i += 8) {
        uint64_t word;
        memcpy(&word, text.at + i, 8);
        sip_word(v, word);
    }
    uint64_t last = 0;
    if (text.len > whole)
        memcpy(&last, text.at + whole, text.len - whole);
    sip_word(v, last);
    sip_word(v, text.len);
    v[2] ^= 0xff;
    for (int i = 0; i < 3; i++)
        sip_round(v);
    return (uint32_t)(v[0] ^ v[1] ^ v[2] ^ v[3]);
}

void atoms_init(struct atoms *t, struct arena *arena) {
    *t = (struct atoms){
        .arena = arena,
        .slots = NEW_ARRAY(arena, struct atom_slot, FIRST_SLOTS),
        .texts = NEW_ARRAY(arena, str, FIRST_TEXTS),
        .cap = FIRST_TEXTS,
        .slot_mask = FIRST_SLOTS - 1,
    };
    t->texts[0] = STR("");
    t->seed = (uint64_t)(uintptr_t)t->slots ^ rotl((uint64_t)(uintptr_t)t, 32);
}

/* The slot that holds `text`, or the free one where it would go. */
static struct atom_slot *slot_of(const struct atoms *t, str text,
                                 uint32_t hash) {
    for (uint32_t i = hash;; i++) {
        struct atom_slot *slot = &t->slots[i & t->slot_mask];
        if (!slot->atom ||
            (slot->hash == hash && str_eq(t->texts[slot->atom], text)))
            return slot;
    }
}

/* Doubles the slots, so that at least half of them stay free. */
static void grow_slots(struct atoms *t) {
    struct atom_slot *old = t->slots;
    uint32_t old_mask = t->slot_mask;
    t->slot_mask = old_mask * 2 + 1;
    t->slots = NEW_ARRAY(t->arena, struct atom_slot, (size_t)t->slot_mask + 1);
    for (size_t i = 0; i <= old_mask; i++) {
        if (!old[i].atom)
            continue;
        uint32_t at = old[i].hash & t->slot_mask;
        while (t->slots[at].atom)
            at = (at + 1) & t->slot_mask;
        t->slots[at] = old[i];
    }
}

static void grow_texts(struct atoms *t) {
    if (t->cap > UINT32_MAX / 4)
        BUG("too many names");
    t->texts = arena_grow(t->arena, t->texts, t->cap * sizeof *t->texts,
                          t->cap * sizeof *t->texts * 2);
    t->cap *= 2;
}

static atom add_atom(struct atoms *t, str text) {
    if (t->count + 1 == t->cap)
        grow_texts(t);
    atom a = ++t->count;
    t->texts[a] = str_copy(t->arena, text);
    return a;
}

atom atom_intern(struct atoms *t, str text) {
    uint32_t hash = hash_text(t->seed, text);
    struct atom_slot *slot = slot_of(t, text, hash);
    if (slot->atom)
        return slot->atom;
    if (t->count >= t->slot_mask / 2) {
        grow_slots(t);
        slot = slot_of(t, text, hash);
    }
    *slot = (struct atom_slot){hash, add_atom(t, text)};
    return slot->atom;
}

atom atom_find(const struct atoms *t, str text) {
    return slot_of(t, text, hash_text(t->seed, text))->atom;
}

str atom_str(const struct atoms *t, atom a) {
    if (a > t->count)
        BUG("an atom of another table");
    return t->texts[a];
}

void *atom_map_get(const struct atom_map *m, atom a) {
    return a < m->cap ? m->at[a] : NULL;
}

void atom_map_set(struct arena *arena, struct atom_map *m, atom a,
                  void *value) {
    if (a >= m->cap) {
        if (!value)
            return;
        if (a > UINT32_MAX / 4)
            BUG("no such atom");
        uint32_t cap = MAX(m->cap, 16);
        while (cap <= a)
            cap *= 2;
        m->at = arena_grow(arena, m->at, m->cap * sizeof *m->at,
                           cap * sizeof *m->at);
        m->cap = cap;
    }
    m->at[a] = value;
}
