// SPDX-License-Identifier: MIT
/* clauses.c: which clause belongs to which head, and how often.
 *
 * One table, read by whoever groups lines; what it says is all there is to
 * know about where a clause may stand. */
#include "policy/compiler.h"

#include <string.h>

/* Declarations whose words come from a source may cite it. */
enum {
    CITES = HEAD_RULE | HEAD_EVENT | HEAD_PERIOD | HEAD_FACT | HEAD_ROLE |
            HEAD_FIGURE | HEAD_CALENDAR | HEAD_SCOPE | HEAD_UNCLEAR |
            HEAD_POLICY
};
enum often { ONCE, MANY };

static const struct clause_kind {
    enum node_kind kind;
    const char *words; /* as a line begins */
    unsigned heads;
    enum often often;
} kinds[] = {
    {NODE_WHEN, "when", HEAD_RULE, MANY},
    {NODE_UNLESS, "unless", HEAD_RULE, MANY},
    {NODE_ONLY_WHILE, "only while", HEAD_RULE, MANY},
    {NODE_IF_BY_THEN, "if by then", HEAD_RULE, MANY},
    {NODE_EXCEPTION_TO, "exception to", HEAD_RULE, ONCE},
    {NODE_WINS_OVER, "wins over", HEAD_RULE, MANY},
    {NODE_AIMING_FOR, "aiming for", HEAD_RULE, ONCE},
    {NODE_ROLLED, "rolled", HEAD_RULE, ONCE},
    {NODE_COUNTING_DAY, "counting the day itself", HEAD_RULE, ONCE},
    {NODE_WORKING_DAYS_FROM, "working days from", HEAD_POLICY | HEAD_RULE,
     ONCE},
    {NODE_EXTENDED_BY, "may be extended by", HEAD_RULE, MANY},
    {NODE_WAIVED_BY, "may be waived by", HEAD_RULE, MANY},
    {NODE_AGREED_BY, "agreed by", HEAD_RULE, MANY},
    {NODE_OTHERWISE_WHY, "otherwise record why", HEAD_RULE, ONCE},
    {NODE_WHERE_POSSIBLE, "where possible", HEAD_RULE, ONCE},
    {NODE_RESPONSIBLE, "responsible", HEAD_RULE, ONCE},
    {NODE_TO, "to", HEAD_RULE, ONCE},
    {NODE_SOURCE, "source", CITES, MANY},
    {NODE_NOTE, "note", CITES | HEAD_DOCUMENT, MANY},
    {NODE_IN_FORCE, "in force", HEAD_POLICY | HEAD_RULE, ONCE},
    {NODE_AS_STRICT_AS, "at least as strict as", HEAD_RULE, ONCE},
    {NODE_AUTHORITY, "authority", HEAD_POLICY, ONCE},
    {NODE_NEXT_REVIEW, "next review by", HEAD_POLICY, ONCE},
    {NODE_CASE_CLOSES, "case closes at", HEAD_POLICY, ONCE},
    {NODE_PUBLISHED, "published", HEAD_DOCUMENT, ONCE},
    {NODE_ADDRESS, "address", HEAD_DOCUMENT, ONCE},
    {NODE_PROVISIONS, "provisions", HEAD_DOCUMENT, ONCE},
    {NODE_HAS, "has", HEAD_EVENT, MANY},
    {NODE_COVERS, "covers", HEAD_CALENDAR, ONCE},
    {NODE_OFFICIAL, "official until", HEAD_CALENDAR, ONCE},
    {NODE_WEEKEND, "weekend", HEAD_CALENDAR, ONCE},
    {NODE_HOLIDAY, "holiday", HEAD_CALENDAR, MANY},
    {NODE_CLOSED, "closed", HEAD_CALENDAR, MANY},
    {NODE_OPEN_DAY, "open", HEAD_CALENDAR, MANY},
    {NODE_GIVEN, "given", HEAD_TEST, ONCE},
    {NODE_AS_AT, "as at", HEAD_TEST, ONCE},
    {NODE_CASE_EVENT, "a dated event", HEAD_TEST | HEAD_CASE, MANY},
    {NODE_CASE_ACT, "a dated decision", HEAD_TEST | HEAD_CASE, MANY},
    {NODE_CASE_FACT, "a fact of a case", HEAD_TEST | HEAD_CASE, MANY},
    {NODE_EXPECT, "expect", HEAD_TEST, MANY},
    {NODE_EXPECT_NONE, "expect", HEAD_TEST, MANY},
    {NODE_EXPECT_COUNT, "expect", HEAD_TEST, MANY},
};

_Static_assert(ARRAY_LEN(kinds) <= 64, "a bit for each in `seen`");

static const struct {
    enum node_kind kind;
    enum head head;
    const char *word;
} heads[] = {
    {NODE_POLICY, HEAD_POLICY, "policy"},
    {NODE_USE, HEAD_USE, "use"},
    {NODE_DOCUMENT, HEAD_DOCUMENT, "document"},
    {NODE_UNCLEAR, HEAD_UNCLEAR, "unclear"},
    {NODE_ROLE, HEAD_ROLE, "role"},
    {NODE_FACT, HEAD_FACT, "fact"},
    {NODE_EVENT, HEAD_EVENT, "event"},
    {NODE_PERIOD, HEAD_PERIOD, "period"},
    {NODE_FIGURE, HEAD_FIGURE, "figure"},
    {NODE_CALENDAR, HEAD_CALENDAR, "calendar"},
    {NODE_SCOPE, HEAD_SCOPE, "applies while"},
    {NODE_RULE, HEAD_RULE, "rule"},
    {NODE_TEST, HEAD_TEST, "test"},
    {NODE_CASE, HEAD_CASE, "case"},
};

enum head head_of(const struct node *node) {
    for (size_t i = 0; i < ARRAY_LEN(heads); i++)
        if (heads[i].kind == node->kind)
            return heads[i].head;
    return 0;
}

enum head head_of_declaration(const struct declaration *d) {
    return d->head ? head_of(d->head) : HEAD_RULE;
}

static const char *head_word(enum head head) {
    for (size_t i = 0; i < ARRAY_LEN(heads); i++)
        if (heads[i].head == head)
            return heads[i].word;
    return "";
}

bool is_sentence(const struct node *node) {
    static const enum node_kind sentences[] = {
        NODE_OBLIGATION,  NODE_FOLLOW,       NODE_NEVER,    NODE_NEVER_BEFORE,
        NODE_NEVER_AFTER, NODE_NEVER_WITHIN, NODE_PROPERTY, NODE_RECORD,
        NODE_RECORD_EACH, NODE_CONSIDER,
    };
    for (size_t i = 0; i < ARRAY_LEN(sentences); i++)
        if (node->kind == sentences[i])
            return true;
    return false;
}

bool is_different(const struct node *node) {
    return node->kind >= NODE_INSTEAD_WITHIN &&
           node->kind <= NODE_NOTHING_REQUIRED;
}

static const struct clause_kind *kind_of(const struct node *clause) {
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (kinds[i].kind == clause->kind)
            return &kinds[i];
    BUG("a line that is neither head, sentence nor clause");
}

const struct node *clause_find(const struct declaration *d,
                               enum node_kind kind) {
    for (size_t i = 0; i < d->clauses.len; i++)
        if (d->clauses.at[i]->kind == kind)
            return d->clauses.at[i];
    return NULL;
}

/* "under `policy` or under `rule`". */
static str places(struct compiler *c, unsigned mask) {
    struct strbuf out;
    bool any = false;
    strbuf_init(&out, c->arena);
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        if (!(mask & heads[i].head))
            continue;
        strbuf_addf(&out, "%sunder `%s`", any ? " or " : "", heads[i].word);
        any = true;
    }
    return strbuf_str(&out);
}

const char *clause_words(const struct node *clause) {
    return kind_of(clause)->words;
}

/* "`has`", "a dated event". */
static str quoted_words(struct compiler *c, const struct clause_kind *kind) {
    bool is_phrase = strncmp(kind->words, "a ", 2) == 0;
    const char *quote = is_phrase ? "" : "`";
    return str_format(c->arena, "%s%s%s", quote, kind->words, quote);
}

static void report_misplaced(struct compiler *c, const struct declaration *d,
                             const struct clause_kind *kind,
                             const struct node *clause) {
    str words = quoted_words(c, kind);
    struct diag *e;
    if (!d) {
        e = diag_add(c->diags, DIAG_MISPLACED_CLAUSE, clause->at,
                     "%.*s belongs to the declaration above it, and there is "
                     "none",
                     STR_ARG(words));
    } else {
        e = diag_add(c->diags, DIAG_MISPLACED_CLAUSE, clause->at,
                     "%.*s does not belong to a `%s`", STR_ARG(words),
                     head_word(head_of_declaration(d)));
        diag_label(c->diags, e, d->at, "this is the declaration above it");
    }
    diag_note(c->diags, e, "it may stand %.*s",
              STR_ARG(places(c, kind->heads)));
}

static void report_repeated(struct compiler *c, const struct declaration *d,
                            const struct clause_kind *kind,
                            const struct node *first,
                            const struct node *clause) {
    struct diag *e =
        diag_add(c->diags, DIAG_REPEATED_CLAUSE, clause->at,
                 "a `%s` has one `%s` line, and this is its second",
                 head_word(head_of_declaration(d)), kind->words);
    diag_label(c->diags, e, first->at, "the first stands here");
    if (clause->kind == NODE_RESPONSIBLE || clause->kind == NODE_TO)
        diag_note(c->diags, e, "write them on one line, with commas");
}

bool clause_fits(struct compiler *c, struct declaration *d,
                 const struct node *clause) {
    const struct clause_kind *kind = kind_of(clause);
    if (!d || !(head_of_declaration(d) & kind->heads)) {
        report_misplaced(c, d, kind, clause);
        return false;
    }
    uint64_t bit = UINT64_C(1) << (kind - kinds);
    bool repeated = kind->often == ONCE && (d->seen & bit);
    d->seen |= bit;
    if (repeated && !diag_is_full(c->diags))
        report_repeated(c, d, kind, clause_find(d, clause->kind), clause);
    return !repeated;
}
