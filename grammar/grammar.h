/* grammar.h: what the parts of the grammar share; private to this folder and
 * to src/tree/parse.c.
 *
 * The way of a text to a tree:
 *
 *     pasted.c    a copy of the text in which what a word processor put in is
 *                 replaced by what was meant, byte for byte in its place
 *     scan.l      the copy as words, numbers, dates and texts
 *     lines.c     the same with a token where a clause ends
 *     parse.y     nodes
 *     mistakes.c  what to say about a line that is not a sentence
 *
 * No state but struct parse, and no memory but its arena. */
#ifndef CINP_GRAMMAR_H
#define CINP_GRAMMAR_H

#include "base/vec.h"
#include "tree/parse.h"

/* A list while it grows; tree nodes keep the first alone. */
struct node_list {
    struct node *first, *last;
};

/* Where a rhythm stops. */
struct stop {
    struct node *until;
    int on_fixed_dates;
};

union value {
    struct node *node; /* tokens that are a leaf of the tree, too */
    struct node_list list;
    struct stop stop;
    int word;
};

/* A token's kind is one of parse.h's; after api.token.raw also the number of
 * its symbol. */
struct token {
    int kind;
    union value value;
    struct span at;
    bool starts_line;
    bool after_blank; /* a blank line stands before it */
    bool guessed;     /* see struct line; of the text before it on its line */
    bool after_guess; /* the same, of the line before */
};

/* No sentence needs more, and each bounds how deep later stages recurse. */
enum {
    MAX_NESTING = 256,   /* parentheses, `not`s and `list of`s in each other */
    MAX_JUNCTIONS = 1000 /* `and`s and `or`s of a clause */
};

/* What is kept of the clause being read. */
struct clause {
    unsigned length;        /* tokens handed out */
    struct token recent[3]; /* the last ones, newest first */
    struct token first, second;
    bool guessed;
    bool failed; /* a syntax error was reported */
    bool too_deep;
    struct span open[MAX_NESTING]; /* the parentheses still open */
    unsigned parentheses, nesting, junctions;
    uint16_t nesting_at[MAX_NESTING]; /* before each of them */
};

/* What the scanner knows of the line it is on. */
struct line {
    uint32_t from;
    bool fresh;       /* no token yet */
    bool used;        /* a token or a comment */
    bool guessed;     /* a fault of the text was passed over by a guess: what
                         follows from it is not worth a word */
    bool after_blank; /* a blank line since the last token */
    bool after_guess; /* the line of the last token ended in a guess */
};

struct parse {
    struct arena *arena;
    struct atoms *atoms;
    const struct source *source;
    struct diag_list *diags;
    struct node_list lines;
    VEC(struct trivia) trivia;

    str text;    /* the source's, as pasted.c left it: same length */
    bool padded; /* it holds PADDING */
    void *scanner;
    uint32_t offset;  /* in `text`: where the next token begins */
    uint32_t skip_to; /* what stands before it was read already */
    struct line line;

    struct token ahead; /* the one token of look-ahead */
    struct clause clause;
};

/* In `text`, where the source has something else: padding belongs to the word
 * it touches and is not seen; junk has been reported and means nothing. */
#define PADDING '\x01'
#define JUNK '\x02'

/* -- pasted.c -- */
/* Sets `text` and `padded`. */
void replace_pasted(struct parse *p);

/* -- words.c: the words of words.def -- */
struct word {
    str text;
    int token;
    bool reserved; /* never a name */
    bool begins;   /* a line can begin with it */
    bool ends;     /* and no clause goes on with it: it ends the one before */
};
const struct word *word_find(str text);
/* The first with that token; NULL when the token is none of a word. */
const struct word *word_of_token(int token);
/* All of them, by text. */
extern const struct word language_words[];
extern const size_t language_word_count;

/* -- scan.l -- */
void scan_open(struct parse *p);
/* The next token of the copy, whatever line it is on. */
struct token scan_next(struct parse *p);

/* -- lines.c -- */
/* Fills `lines` and `trivia` from the source, which was checked before. */
void parse_lines(struct parse *p);

/* -- leaves.c: from what is written to leaves of the tree -- */
/* The name at `at`, in normal form C. */
struct node *leaf_name(struct parse *p, struct span at);
struct node *leaf_reference(struct parse *p, struct span at);
/* The text between the quotes at `at`, of which the closing one may lack. */
struct node *leaf_text(struct parse *p, struct span at);
/* Whatever begins with a digit: number, date, ordinal, reference; the kind is
 * T_GRAM_EMPTY when it is better left out. Its place is `at` or, where two
 * words were run together, the first part of it. */
struct token leaf_digits(struct parse *p, struct span at);
/* The number, reported when it is out of range. */
struct node *leaf_number_checked(struct parse *p, struct node *number);
struct node *leaf_number_as_reference(struct node *number);
struct node *leaf_duration(struct parse *p, struct span at, struct node *number,
                           int unit);
/* The node of "at most N times"; the count of "once" is 1. */
struct node *leaf_times(struct parse *p, struct span at, struct node *number);
/* What stands at `at` in the copy, without padding. */
str written(struct parse *p, struct span at);

/* -- mistakes.c -- */
/* The parser found a token where only certain others can stand. */
struct surprise {
    struct parse *p;
    struct token found;
    const int *expected; /* tokens */
    size_t count;
};
void explain_surprise(const struct surprise *s);

static inline struct node_list list_of(struct node *node) {
    return (struct node_list){node, node};
}

static inline struct node_list list_add(struct node_list list,
                                        struct node *node) {
    if (!list.first)
        return list_of(node);
    list.last->next = node;
    list.last = node;
    return list;
}

#endif
