/* tree.h: a policy as it was written.
 *
 * The tree is made of nodes of the kinds that tree.def lists; it says what
 * stands where, and nothing about what it means.  Every node has a span.
 * Slots that were not written are NULL; a list is its first node, the rest
 * hang on `next`.  Nodes live in the arena of their parse and are never
 * changed after it.
 *
 * A file is a list of LINE nodes' contents: heads, sentences, clauses, case
 * lines and expectations, in order.  Which clause belongs to which head is
 * for the policy layer to say. */
#ifndef CINP_TREE_H
#define CINP_TREE_H

#include "base/atom.h"
#include "text/source.h"

enum node_kind {
#define NODE(KIND, name, slots, layout) NODE_##KIND,
#include "tree/tree.def"
#undef NODE
    NODE_KIND_COUNT
};

enum unit {
    UNIT_DAYS,
    UNIT_WORKING_DAYS,
    UNIT_WEEKS,
    UNIT_MONTHS,
    UNIT_YEARS,
    UNIT_HOURS
};

/* What node->word chooses, kind by kind. */
enum strength {
    STRENGTH_BARE,
    STRENGTH_MUST,
    STRENGTH_SHOULD,
    STRENGTH_MAY,
    STRENGTH_USUALLY
};
enum ordinal_word { ORDINAL_DIGITS, ORDINAL_FIRST, ORDINAL_LAST };
enum type_word {
    TYPE_YES_NO,
    TYPE_NUMBER,
    TYPE_DATE,
    TYPE_TEXT,
    TYPE_DURATION,
    TYPE_ROLE,
    TYPE_PEOPLE
};
enum form { FORM_IN_WRITING = 1, FORM_WITH_REASON = 2 }; /* bits */
enum act {
    ACT_EXTENDED,
    ACT_WAIVED,
    ACT_AGREED,
    ACT_CONSIDERED,
    ACT_EXPLAINED
};
enum comparison { /* as written, so that it prints as written */
                  COMPARE_AT_LEAST,
                  COMPARE_AT_MOST,
                  COMPARE_MORE_THAN,
                  COMPARE_LESS_THAN,
                  COMPARE_UNDER,
                  COMPARE_OVER,
                  COMPARE_BEFORE,
                  COMPARE_AFTER,
                  COMPARE_LT,
                  COMPARE_LE,
                  COMPARE_GT,
                  COMPARE_GE,
                  COMPARE_EQ
};

enum { NODE_MAX_SLOTS = 5 };

struct node {
    enum node_kind kind;
    struct span at;
    struct node *next; /* the next of its list */
    /* What a leaf holds; `word` also holds the small choices of other kinds
     * (which strength, which comparison), as tree.def says for each. */
    atom name;      /* NAME, REFERENCE, TEXT (unquoted, pieces joined) */
    int64_t number; /* NUMBER (in thousandths), ORDINAL, DATE (day number),
                       DURATION's count; DATETIME (minutes since 1970) */
    int word;
    union {
        struct node *slot[NODE_MAX_SLOTS];
#define SLOT(name) struct node *name;
#define NODE(KIND, name, slots, layout) \
    struct {                            \
        slots                           \
    } name;
#define NO_SLOTS struct node *none_;
#include "tree/tree.def"
#undef NODE
#undef SLOT
#undef NO_SLOTS
    };
};

/* A node with the slots at `slots` (NODE_MAX_SLOTS of them, or NULL for none
 * written); a leaf gets its name and number after. */
struct node *node_new(struct arena *arena, enum node_kind kind, struct span at,
                      int word, struct node *const *slots);

/* The kind's own name, "IN_EACH", and its slots' names, for the dump. */
const char *node_kind_name(enum node_kind kind);
unsigned node_slot_count(enum node_kind kind);
const char *node_slot_name(enum node_kind kind, unsigned slot);
/* How the kind is written, as tree.def says; empty for a leaf. */
const char *node_layout(enum node_kind kind);
/* Equal in everything but spans, lists included. */
bool tree_equal(const struct node *a, const struct node *b);

#endif
