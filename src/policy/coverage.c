// SPDX-License-Identifier: MIT
/* coverage.c: what accounts for each provision of a document.
 *
 * A provision counts once, as the first of: a rule, a prompt, a definition
 * (any other declaration with a `source`), guidance.  Documents without a
 * register are left alone, and so is one whose register cannot be read. */
#include "policy/compiler.h"

#include "text/suggest.h"

/* The provisions of one document, by id. */
struct ledger {
    struct compiler *c;
    uint32_t document;
    struct atom_map by_id;
    struct provision *provisions; /* to be filled in */
    struct span *cited_at;        /* by provision: what accounts for it */
    uint32_t count;
};

static void open_ledger(struct compiler *c, uint32_t document,
                        struct ledger *out) {
    struct document *d = &c->documents.at[document];
    *out = (struct ledger){
        .c = c, .document = document, .count = d->provision_count};
    out->provisions = NEW_ARRAY(c->arena, struct provision, out->count);
    out->cited_at = NEW_ARRAY(c->arena, struct span, out->count);
    for (uint32_t i = 0; i < out->count; i++) {
        out->provisions[i] = d->provisions[i];
        atom_map_set(c->arena, &out->by_id, out->provisions[i].id,
                     &out->provisions[i]);
    }
    d->provisions = out->provisions;
}

/* -- citations -- */

static str nearest_id(struct ledger *l, str id) {
    struct arena_mark mark = arena_mark(l->c->arena);
    uint32_t n = MIN(l->count, (uint32_t)SUGGEST_MAX_CANDIDATES);
    str *ids = NEW_ARRAY(l->c->arena, str, n);
    for (uint32_t i = 0; i < n; i++)
        ids[i] = atom_str(l->c->atoms, l->provisions[i].id);
    str best = suggest_best(id, ids, n);
    arena_rewind(l->c->arena, mark);
    return best;
}

static void report_unknown(struct ledger *l, const struct node *reference,
                           str near) {
    struct compiler *c = l->c;
    str document = atom_str(c->atoms, c->documents.at[l->document].name);
    bool has_near = near.len > 0;
    struct diag *d = diag_add(
        c->diags, DIAG_UNKNOWN_PROVISION, reference->at,
        "the register of `%.*s` has no provision `%.*s`%s%.*s%s",
        STR_ARG(document), STR_ARG(name_str(c, reference)),
        has_near ? "; did you mean `" : "", STR_ARG(near), has_near ? "`?" : "");
    if (has_near && reference->kind == NODE_TEXT)
        near = str_format(c->arena, "\"%.*s\"", STR_ARG(near));
    if (has_near)
        diag_fix(c->diags, d, reference->at, near, "write the provision's id");
}

/* The provision that is cited, or that was most likely meant: then it is not
 * missed as well. NULL when there is none (reported). */
static struct provision *find_cited(struct ledger *l,
                                    const struct node *reference) {
    struct provision *p = atom_map_get(&l->by_id, reference->name);
    if (p)
        return p;
    str near = diag_is_full(l->c->diags)
                   ? STR("")
                   : nearest_id(l, name_str(l->c, reference));
    report_unknown(l, reference, near);
    return near.len > 0
               ? atom_map_get(&l->by_id, atom_find(l->c->atoms, near))
               : NULL;
}

static bool is_of(const struct ledger *l, const struct node *name) {
    const struct symbol *s = symbol_find(l->c, name->name, SYMBOL_DOCUMENT);
    return s && s->index == l->document;
}

static void account_for(struct ledger *l, const struct node *references,
                        enum account account) {
    for (const struct node *r = references; r; r = r->next) {
        struct provision *p = find_cited(l, r);
        if (!p || account >= p->account)
            continue;
        p->account = account;
        l->cited_at[p - l->provisions] = r->at;
    }
}

static enum account account_of(const struct declaration *d) {
    if (head_of_declaration(d) != HEAD_RULE)
        return ACCOUNT_DEFINITION;
    return d->sentence && d->sentence->kind == NODE_CONSIDER ? ACCOUNT_PROMPT
                                                             : ACCOUNT_RULE;
}

static void take_sources(struct ledger *l) {
    struct compiler *c = l->c;
    for (size_t i = 0; i < c->declarations.len; i++) {
        const struct declaration *d = c->declarations.at[i];
        for (size_t k = 0; k < d->clauses.len; k++) {
            const struct node *n = d->clauses.at[k];
            if (n->kind == NODE_SOURCE && is_of(l, n->source.document))
                account_for(l, n->source.references, account_of(d));
        }
    }
}

/* -- guidance -- */

static void report_both(struct ledger *l, const struct node *reference,
                        const struct provision *p) {
    struct compiler *c = l->c;
    struct diag *d = diag_add(
        c->diags, DIAG_GUIDANCE_AND_RULE, reference->at,
        "`%.*s` is called guidance, which no rule checks, and a %s cites it",
        STR_ARG(name_str(c, reference)),
        p->account == ACCOUNT_RULE ? "rule" : "prompt");
    diag_label(c->diags, d, l->cited_at[p - l->provisions], "it is cited here");
}

static void take_guidance(struct ledger *l) {
    struct compiler *c = l->c;
    for (size_t i = 0; i < c->guidance_lines.len; i++) {
        const struct node *n = c->guidance_lines.at[i];
        if (!is_of(l, n->guidance.document))
            continue;
        account_for(l, n->guidance.references, ACCOUNT_GUIDANCE);
        for (const struct node *r = n->guidance.references; r; r = r->next) {
            const struct provision *p = atom_map_get(&l->by_id, r->name);
            if (p && p->account <= ACCOUNT_PROMPT)
                report_both(l, r, p);
        }
    }
}

/* -- what is left -- */

static void report_unaccounted(struct ledger *l, uint32_t missing,
                               struct span at) {
    enum { MOST = 20 };
    struct compiler *c = l->c;
    str document = atom_str(c->atoms, c->documents.at[l->document].name);
    const struct provision *first = NULL;
    uint32_t named = 0;
    struct strbuf ids;
    strbuf_init(&ids, c->arena);
    for (uint32_t i = 0; i < l->count && named < MOST; i++) {
        const struct provision *p = &l->provisions[i];
        if (p->account != ACCOUNT_NOTHING)
            continue;
        strbuf_addf(&ids, "%s%.*s", named++ > 0 ? ", " : "",
                    STR_ARG(atom_str(c->atoms, p->id)));
        if (!first)
            first = p;
    }
    if (missing > named)
        strbuf_addf(&ids, " and %u more", missing - named);
    struct diag *d = diag_add(
        c->diags, DIAG_UNACCOUNTED_PROVISION, at,
        "nothing accounts for %u of the %u provisions of `%.*s`: %.*s",
        missing, l->count, STR_ARG(document), STR_ARG(strbuf_str(&ids)));
    diag_label(c->diags, d, first->at, "%s",
               missing == 1 ? "this one" : "the first of them");
    str id = atom_str(c->atoms, first->id);
    diag_note(c->diags, d,
              "say `source %.*s %.*s` under the rule or definition that has "
              "it, or `guidance %.*s %.*s \"...\"` and why nothing can",
              STR_ARG(document), STR_ARG(id), STR_ARG(document), STR_ARG(id));
}

static void want_all(struct ledger *l) {
    const struct document_draft *draft =
        &l->c->document_drafts.at[l->document];
    uint32_t missing = 0;
    for (uint32_t i = 0; i < l->count; i++)
        missing += l->provisions[i].account == ACCOUNT_NOTHING;
    if (missing > 0 && l->c->header && !l->c->has_unread_lines)
        report_unaccounted(l, missing, draft->provisions->at);
}

void compile_coverage(struct compiler *c) {
    for (uint32_t i = 0; i < c->documents.len; i++) {
        struct ledger l;
        if (!c->document_drafts.at[i].has_register)
            continue;
        open_ledger(c, i, &l);
        take_sources(&l);
        take_guidance(&l);
        want_all(&l);
    }
}

/* -- the lines themselves -- */

static bool compile_line(struct compiler *c, const struct node *n,
                         struct guidance *out) {
    const struct symbol *document =
        symbol_want(c, n->guidance.document, SYMBOL_DOCUMENT);
    uint32_t count = 0;
    if (!document)
        return false;
    for (const struct node *r = n->guidance.references; r; r = r->next)
        count++;
    *out = (struct guidance){.citations =
                                 NEW_ARRAY(c->arena, struct citation, count),
                             .why = name_str(c, n->guidance.why),
                             .at = n->at};
    for (const struct node *r = n->guidance.references; r; r = r->next)
        out->citations[out->citation_count++] =
            (struct citation){.document = document->index, .id = r->name};
    return true;
}

void compile_guidance(struct compiler *c) {
    struct guidance *list =
        NEW_ARRAY(c->arena, struct guidance, c->guidance_lines.len);
    uint32_t count = 0;
    for (size_t i = 0; i < c->guidance_lines.len; i++)
        count += compile_line(c, c->guidance_lines.at[i], &list[count]);
    c->program->guidance = list;
    c->program->guidance_count = count;
}
