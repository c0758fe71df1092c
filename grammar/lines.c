// SPDX-License-Identifier: MIT
/* lines.c: where a clause ends; what the parser calls to get a token.
 *
 * A clause ends with its line.  It goes on inside parentheses, after a comma
 * or a final `and` or `or`, and when the next line begins with `and`, `or`,
 * `then` or `until`; but a blank line always ends it, and so does a word that
 * nothing goes on with.  One token of look-ahead decides.
 *
 * Two more things need to know what comes next or came before: a text goes on
 * in a line that begins with a text, and after a day at the start of a line
 * the five acts of a case are no names. */
#include <string.h>

#include "grammar.h"
#include "parse.h"

/* Not the arrays: they count up to `parentheses` only. */
static void begin_clause(struct clause *c) {
    c->length = c->parentheses = c->nesting = c->junctions = 0;
    c->guessed = c->failed = c->too_deep = false;
    memset(c->recent, 0, sizeof c->recent);
}

void parse_lines(struct parse *p) {
    replace_pasted(p);
    scan_open(p);
    begin_clause(&p->clause);
    p->ahead = scan_next(p);
    gram_parse(p);
}

static bool ends_the_one_before(int kind) {
    for (size_t i = 0; i < language_word_count; i++)
        if (language_words[i].token == kind)
            return language_words[i].ends;
    return false;
}

/* Whether the clause goes on with the token ahead, the first of its line. */
static bool goes_on(const struct parse *p) {
    if (p->ahead.after_blank || p->ahead.kind == T_YYEOF)
        return false;
    switch (p->ahead.kind) {
    case T_AND:
    case T_OR:
    case T_THEN:
    case T_UNTIL: return true;
    }
    switch (p->clause.recent[0].kind) {
    case T_AND:
    case T_OR:
    case T_COMMA: break;
    default: /* of a clause that failed, who knows what the `(` is for */
        if (!p->clause.parentheses || p->clause.failed)
            return false;
    }
    return !ends_the_one_before(p->ahead.kind);
}

/* "as" "so" on the next line: one text, joined by a space. */
static void join_texts(struct parse *p, struct token *text) {
    struct strbuf joined;
    strbuf_init(&joined, p->arena);
    strbuf_add(&joined, atom_str(p->atoms, text->value.node->name));
    while (p->ahead.kind == T_TEXT && p->ahead.starts_line &&
           !p->ahead.after_blank) {
        const struct node *more = p->ahead.value.node;
        strbuf_add_byte(&joined, ' ');
        strbuf_add(&joined, atom_str(p->atoms, more->name));
        text->at.to = more->at.to;
        text->guessed |= p->ahead.guessed;
        p->ahead = scan_next(p);
    }
    text->value.node->name = atom_intern(p->atoms, strbuf_str(&joined));
    text->value.node->at = text->at;
}

static int act_of(int kind) {
    switch (kind) {
    case T_EXTENDED: return ACT_EXTENDED;
    case T_WAIVED: return ACT_WAIVED;
    case T_AGREED: return ACT_AGREED;
    case T_CONSIDERED: return ACT_CONSIDERED;
    case T_EXPLAINED: return ACT_EXPLAINED;
    default: return -1;
    }
}

static void make_act(const struct clause *c, struct token *token) {
    bool after_day = c->length == 1 && (c->recent[0].kind == T_DATE ||
                                        c->recent[0].kind == T_DATETIME);
    int act = act_of(token->kind);
    if (!after_day || act < 0)
        return;
    token->kind = T_ACT;
    token->value.word = act;
}

/* False when the token nests what is open too deep. */
static bool open_level(struct clause *c, const struct token *token) {
    if (c->nesting == MAX_NESTING)
        return false;
    if (token->kind == T_LPAREN) {
        c->nesting_at[c->parentheses] = (uint16_t)c->nesting;
        c->open[c->parentheses++] = token->at;
    }
    c->nesting++;
    return true;
}

/* Keeps account of what is open in the clause; false when that is more than
 * later stages should have to deal with. */
static bool count_nesting(struct clause *c, const struct token *token) {
    unsigned outside =
        c->parentheses ? c->nesting_at[c->parentheses - 1] + 1u : 0;
    switch (token->kind) {
    case T_LPAREN:
    case T_NOT:
    case T_LIST: return open_level(c, token);
    case T_OF: return true;
    case T_RPAREN:
        if (c->parentheses)
            c->nesting = c->nesting_at[--c->parentheses];
        return true;
    case T_AND:
    case T_OR: c->nesting = outside; return c->junctions++ < MAX_JUNCTIONS;
    default: c->nesting = outside; return true;
    }
}

static void report_too_deep(struct parse *p, const struct token *token) {
    bool nested = token->kind != T_AND && token->kind != T_OR;
    struct diag *d = diag_add(
        p->diags, DIAG_TOO_DEEP, token->at,
        nested ? "a clause has at most %d parentheses and `not`s inside each "
                 "other"
               : "a clause has at most %d `and`s and `or`s",
        nested ? MAX_NESTING : MAX_JUNCTIONS);
    diag_note(p->diags, d,
              "give parts of it a name of their own, with `event "
              "NAME is ...` or `period NAME ...`");
}

static struct token end_of_clause(struct parse *p) {
    struct span at = p->clause.recent[0].at;
    at.from = at.to;
    return (struct token){
        .kind = T_NL, .at = at, .guessed = p->ahead.after_guess};
}

static struct token next_of_clause(struct parse *p) {
    struct token token = p->ahead;
    p->ahead = scan_next(p);
    if (token.kind == T_TEXT && p->ahead.kind == T_TEXT &&
        p->ahead.starts_line && !p->ahead.after_blank)
        join_texts(p, &token);
    make_act(&p->clause, &token);
    if (!p->clause.too_deep && !count_nesting(&p->clause, &token)) {
        report_too_deep(p, &token);
        p->clause.too_deep = true;
        token.kind = T_GRAM_error; /* fails the clause without a word */
    }
    return token;
}

static void remember(struct clause *c, const struct token *token) {
    if (!c->length)
        c->first = *token;
    else if (c->length == 1)
        c->second = *token;
    c->length++;
    c->guessed |= token->guessed;
    c->recent[2] = c->recent[1];
    c->recent[1] = c->recent[0];
    c->recent[0] = *token;
}

int gram_lex(union value *value, struct span *at, struct parse *p) {
    struct clause *c = &p->clause;
    struct token token;
    if (c->length && c->recent[0].kind == T_NL)
        begin_clause(c);
    if (c->length && p->ahead.starts_line && !goes_on(p))
        token = end_of_clause(p);
    else if (p->ahead.kind == T_YYEOF)
        token = p->ahead;
    else
        token = next_of_clause(p);
    remember(c, &token);
    *value = token.value;
    *at = token.at;
    return token.kind;
}
