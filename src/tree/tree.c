// SPDX-License-Identifier: MIT
/* tree.c: what holds for nodes of every kind. */
#include "tree/tree.h"

#include <string.h>

#include "base/arena.h"

static const struct {
    const char *name, *layout;
    const char *slots[NODE_MAX_SLOTS + 1];
} kinds[NODE_KIND_COUNT] = {
#define SLOT(name) #name,
#define NO_SLOTS
#define NODE(KIND, member, slots, layout) \
    [NODE_##KIND] = {#KIND, layout, {slots NULL}},
#include "tree/tree.def"
#undef NODE
#undef NO_SLOTS
#undef SLOT
};

const char *node_kind_name(enum node_kind kind) {
    return kinds[kind].name;
}

unsigned node_slot_count(enum node_kind kind) {
    unsigned n = 0;
    while (kinds[kind].slots[n])
        n++;
    return n;
}

const char *node_slot_name(enum node_kind kind, unsigned slot) {
    return kinds[kind].slots[slot];
}

const char *node_layout(enum node_kind kind) {
    return kinds[kind].layout;
}

struct node *node_new(struct arena *arena, enum node_kind kind, struct span at,
                      int word, struct node *const *slots) {
    struct node *node = NEW(arena, struct node);
    node->kind = kind;
    node->at = at;
    node->word = word;
    if (slots)
        memcpy(node->slot, slots, sizeof node->slot);
    return node;
}

static bool node_equal(const struct node *a, const struct node *b) {
    if (a->kind != b->kind || a->name != b->name || a->number != b->number ||
        a->word != b->word)
        return false;
    for (unsigned i = 0; i < node_slot_count(a->kind); i++)
        if (!tree_equal(a->slot[i], b->slot[i]))
            return false;
    return true;
}

bool tree_equal(const struct node *a, const struct node *b) {
    for (; a && b; a = a->next, b = b->next)
        if (!node_equal(a, b))
            return false;
    return !a && !b;
}
