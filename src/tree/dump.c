// SPDX-License-Identifier: MIT
/* dump.c: a tree as an outline, one node a line: the slot it is in, its kind,
 * and what it holds. */
#include "tree/print.h"

struct dumper {
    struct strbuf *out;
    const struct atoms *atoms;
};

static void dump_list(struct dumper *d, const char *slot, unsigned depth,
                      const struct node *node);

/* Leaves as they print; of others only the choice. */
static void dump_value(struct dumper *d, const struct node *node) {
    if (node_layout(node->kind)[0] == '\0') {
        strbuf_add_byte(d->out, ' ');
        tree_print_node(d->out, d->atoms, node);
    } else if (node->word) {
        strbuf_addf(d->out, " word %d", node->word);
    }
}

static void dump_node(struct dumper *d, const char *slot, unsigned depth,
                      const struct node *node) {
    for (unsigned i = 0; i < depth; i++)
        strbuf_add(d->out, STR("  "));
    if (slot)
        strbuf_addf(d->out, "%s: ", slot);
    strbuf_add_c(d->out, node_kind_name(node->kind));
    dump_value(d, node);
    strbuf_add_byte(d->out, '\n');
    for (unsigned i = 0; i < node_slot_count(node->kind); i++)
        dump_list(d, node_slot_name(node->kind, i), depth + 1, node->slot[i]);
}

static void dump_list(struct dumper *d, const char *slot, unsigned depth,
                      const struct node *node) {
    for (; node; node = node->next)
        dump_node(d, slot, depth, node);
}

void tree_dump(struct strbuf *out, const struct atoms *atoms,
               const struct node *lines) {
    dump_list(&(struct dumper){out, atoms}, NULL, 0, lines);
}
