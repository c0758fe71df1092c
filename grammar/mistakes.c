// SPDX-License-Identifier: MIT
/* mistakes.c: what to say about a line that is not a sentence.
 *
 * The parser knows which token surprised it and which it expected.  First come
 * the mistakes that people make: each function below looks for one of them and
 * says what to write instead.  What none of them knows is answered with what
 * was expected, if that is little, and with a line of the same kind that is
 * right.  One report a clause. */
#include "grammar.h"

#include <string.h>

#include "parse.h"
#include "text/suggest.h"

/* -- what stands there -- */

static const struct clause *clause_of(const struct surprise *s) {
    return &s->p->clause;
}

static const struct token *before(const struct surprise *s) {
    return &clause_of(s)->recent[1];
}

static const struct token *first(const struct surprise *s) {
    return &clause_of(s)->first;
}

static str text_of(const struct surprise *s, const struct token *token) {
    return written(s->p, token->at);
}

static bool expects(const struct surprise *s, int token) {
    for (size_t i = 0; i < s->count; i++)
        if (s->expected[i] == token)
            return true;
    return false;
}

static bool is_unit(int kind) {
    return kind == T_DAYS || kind == T_WORKING_DAYS || kind == T_WEEKS ||
           kind == T_MONTHS || kind == T_YEARS || kind == T_HOURS;
}

static bool is_strength(int kind) {
    return kind == T_MUST || kind == T_SHOULD || kind == T_MAY;
}

/* Introduces a declaration by its name. */
static bool is_head(int kind) {
    return kind == T_POLICY || kind == T_DOCUMENT || kind == T_UNCLEAR ||
           kind == T_ROLE || kind == T_FACT || kind == T_EVENT ||
           kind == T_PERIOD || kind == T_FIGURE || kind == T_CALENDAR ||
           kind == T_RULE;
}

/* A name, or a word that would be one elsewhere. */
static bool is_name(int kind) {
    const struct word *word = word_of_token(kind);
    return kind == T_NAME || (word && !word->reserved);
}

/* -- saying it -- */

/* How the token is called: `within`, a text, the end of the line. */
static str called(const struct surprise *s, const struct token *token) {
    enum { LONGEST = 60 };
    str text = text_of(s, token);
    if (token->kind == T_NL)
        return STR("the end of the line");
    if (token->kind == T_TEXT)
        return STR("the text");
    if (text.len > LONGEST)
        return STR("this");
    return str_format(s->p->arena, "`%.*s`", STR_ARG(text));
}

static struct diag *say(const struct surprise *s, struct span at, str text) {
    return diag_add(s->p->diags, DIAG_SYNTAX, at, "%.*s", STR_ARG(text));
}

/* With the proposal to write `instead` at `at`. */
static void propose(const struct surprise *s, struct diag *d, struct span at,
                    str instead) {
    str why = str_format(s->p->arena, "write `%.*s`", STR_ARG(instead));
    diag_fix(s->p->diags, d, at, instead, str_to_c(s->p->arena, why));
}

/* The empty place before a token, and what to put there. */
static void propose_before(const struct surprise *s, struct diag *d,
                           const struct token *token, str word) {
    bool at_end = token->kind == T_NL;
    struct span at = {token->at.from, token->at.from, token->at.source};
    str insert = at_end ? str_format(s->p->arena, " %.*s", STR_ARG(word))
                        : str_format(s->p->arena, "%.*s ", STR_ARG(word));
    str why = str_format(s->p->arena, "put in `%.*s`", STR_ARG(word));
    diag_fix(s->p->diags, d, at, insert, str_to_c(s->p->arena, why));
}

/* -- mistakes -- */

static bool open_parenthesis(const struct surprise *s) {
    const struct clause *c = clause_of(s);
    bool at_end = s->found.kind == T_NL || s->found.starts_line;
    if (!c->parentheses || !at_end || !expects(s, T_RPAREN))
        return false;
    say(s, c->open[c->parentheses - 1], STR("this `(` is not closed"));
    return true;
}

static bool closes_nothing(const struct surprise *s) {
    const struct clause *c = clause_of(s);
    if (s->found.kind != T_RPAREN || c->parentheses || expects(s, T_RPAREN))
        return false;
    struct diag *d = say(s, s->found.at, STR("this `)` closes nothing"));
    diag_fix(s->p->diags, d, s->found.at, STR(""), "remove it");
    return true;
}

/* The text in small letters, when it has others; else nothing. */
static str in_small_letters(const struct surprise *s, str text) {
    struct strbuf b;
    strbuf_init(&b, s->p->arena);
    bool differs = false;
    for (size_t i = 0; i < text.len; i++) {
        bool capital = text.at[i] >= 'A' && text.at[i] <= 'Z';
        differs |= capital;
        strbuf_add_byte(&b,
                        capital ? (char)(text.at[i] - 'A' + 'a') : text.at[i]);
    }
    return differs ? strbuf_str(&b) : STR("");
}

static bool is_capital_word(const struct surprise *s,
                            const struct token *token) {
    if (token->kind != T_NAME)
        return false;
    str small = in_small_letters(s, text_of(s, token));
    if (!word_find(small) && !str_is(small, "working"))
        return false;
    struct diag *d = say(s, token->at,
                         STR("words of the language are written in small "
                             "letters"));
    propose(s, d, token->at, small);
    return true;
}

static bool capital(const struct surprise *s) {
    return is_capital_word(s, &s->found) || is_capital_word(s, before(s)) ||
           is_capital_word(s, first(s));
}

/* What people write, and the word of the language for it. */
static const struct foreign {
    const char *text;
    int token;           /* must be expected */
    const char *instead; /* NULL: only the note */
    const char *note;
} foreign_words[] = {
    {"shall", T_MUST, "must", NULL},
    {"will", T_MUST, "must", "or `should`, where it is no strict duty"},
    {"ought to", T_SHOULD, "should", NULL},
    {"needs to", T_MUST, "must", NULL},
    {"can", T_MAY, "may", NULL},
    {"occur", T_HAPPEN, "happen", NULL},
    {"take place", T_HAPPEN, "happen", NULL},
    {"workingdays", T_WORKING_DAYS, "working days", NULL},
    {"workingday", T_WORKING_DAYS, "working day", NULL},
    {"workdays", T_WORKING_DAYS, "working days", NULL},
    {"business days", T_WORKING_DAYS, "working days", NULL},
    {"business day", T_WORKING_DAYS, "working day", NULL},
    {"working weeks", T_WEEKS, NULL, "write the number of working days"},
    {"school days", T_WORKING_DAYS, NULL,
     "days at school are no unit: make a calendar of them and write `working "
     "days from` it"},
    {"calendar days", T_DAYS, "days", NULL},
    {"calendar months", T_MONTHS, "months", NULL},
    {"wk", T_WEEKS, "week", NULL},
    {"wks", T_WEEKS, "weeks", NULL},
    {"mth", T_MONTHS, "month", NULL},
    {"mths", T_MONTHS, "months", NULL},
    {"yr", T_YEARS, "year", NULL},
    {"yrs", T_YEARS, "years", NULL},
    {"hr", T_HOURS, "hour", NULL},
    {"hrs", T_HOURS, "hours", NULL},
    {"fortnight", T_WEEKS, NULL, "write `2 weeks`"},
    {"fortnights", T_WEEKS, NULL, "write the number of weeks"},
    {"minutes", T_HOURS, NULL, "the smallest unit is the hour"},
    {"prior to", T_BEFORE, "before", NULL},
    {"following", T_OF, "of", NULL},
    {"yes / no", T_YES_NO, "yes/no", NULL},
    {"yes or no", T_YES_NO, "yes/no", NULL},
    {"except when", T_UNLESS, "unless", NULL},
    {"except if", T_UNLESS, "unless", NULL},
};

static bool in_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* Length of `phrase` at `at`, blanks between them counting as one; 0 when
 * something else stands there. */
static size_t words_at(str text, size_t at, const char *phrase) {
    size_t from = at;
    for (; *phrase; phrase++) {
        if (at == text.len || text.at[at] != *phrase)
            return 0;
        at++;
        while (*phrase == ' ' && at < text.len && text.at[at] == ' ')
            at++;
    }
    return at < text.len && in_name(text.at[at]) ? 0 : at - from;
}

static bool say_foreign(const struct surprise *s, const struct foreign *f) {
    struct span at = s->found.at;
    size_t len = words_at(s->p->text, at.from, f->text);
    if (!len || !expects(s, f->token))
        return false;
    at.to = at.from + (uint32_t)len;
    struct diag *d = say(
        s, at,
        str_format(s->p->arena, "`%s` is no word of the language", f->text));
    if (f->instead)
        propose(s, d, at, str_of(f->instead));
    if (f->note)
        diag_note(s->p->diags, d, "%s", f->note);
    return true;
}

static bool foreign(const struct surprise *s) {
    for (size_t i = 0; i < ARRAY_LEN(foreign_words); i++)
        if (say_foreign(s, &foreign_words[i]))
            return true;
    return false;
}

/* The word after a token, as written; empty at the end of the line. */
static struct span word_after(const struct surprise *s,
                              const struct token *token) {
    str text = s->p->text;
    struct span at = {token->at.to, token->at.to, token->at.source};
    while (at.from < text.len && text.at[at.from] == ' ')
        at.from++;
    at.to = at.from;
    while (at.to < text.len && in_name(text.at[at.to]))
        at.to++;
    return at;
}

static bool is_participle(str word) {
    static const char *const irregular[] = {"held", "done",  "made",   "sent",
                                            "seen", "given", "written"};
    for (size_t i = 0; i < ARRAY_LEN(irregular); i++)
        if (str_is(word, irregular[i]))
            return true;
    return word.len > 4 && !memcmp(word.at + word.len - 2, "ed", 2);
}

/* `visit must be held`, or `chair must be` of nothing. */
static bool must_be(const struct surprise *s) {
    if (s->found.kind != T_BE || !is_strength(before(s)->kind) ||
        !expects(s, T_HAPPEN))
        return false;
    struct span next = word_after(s, &s->found), both = s->found.at;
    both.to = next.to;
    struct diag *d;
    if (is_participle(written(s->p, next))) {
        d = say(s, both, STR("what happens on a day must `happen`"));
        propose(s, d, both, STR("happen"));
    } else {
        d = say(s, s->found.at, STR("it is not said of what this must be"));
        diag_note(s->p->diags, d,
                  "as in `chair of cin_meeting must be team_manager`");
    }
    return true;
}

/* `visit happens every 4 weeks`: must it, or should it? */
static bool how_strict(const struct surprise *s) {
    int kind = s->found.kind;
    if ((kind != T_HAPPENS && kind != T_HAPPEN) || !expects(s, T_MUST))
        return false;
    struct diag *d =
        say(s, s->found.at, STR("it is not said how strict this is"));
    propose(s, d, s->found.at, STR("must happen"));
    diag_note(s->p->diags, d, "or `should happen`, `usually happens`");
    return true;
}

static bool missing_preposition(const struct surprise *s) {
    int wanted = expects(s, T_OF) ? T_OF : T_FROM;
    if (!is_unit(before(s)->kind) || !is_name(s->found.kind) ||
        !expects(s, wanted) || expects(s, T_NAME))
        return false;
    str word = word_of_token(wanted)->text;
    struct diag *d =
        say(s, s->found.at,
            str_format(s->p->arena, "`%.*s` is missing before %.*s",
                       STR_ARG(word), STR_ARG(called(s, &s->found))));
    propose_before(s, d, &s->found, word);
    return true;
}

static bool wrong_preposition(const struct surprise *s) {
    int kind = s->found.kind;
    bool rhythm = expects(s, T_FROM) &&
                  (kind == T_OF || kind == T_AFTER || kind == T_SINCE);
    bool once = expects(s, T_OF) && (kind == T_FROM || kind == T_SINCE);
    if (!is_unit(before(s)->kind) || (!rhythm && !once))
        return false;
    struct diag *d =
        say(s, s->found.at,
            rhythm ? STR("a rhythm reads `every 4 weeks from` an event")
                   : STR("a time limit reads `within 5 days of` an event"));
    propose(s, d, s->found.at, rhythm ? STR("from") : STR("of"));
    return true;
}

static void propose_underscores(const struct surprise *s, struct diag *d) {
    str text = str_copy(s->p->arena, text_of(s, &s->found));
    char *fixed = str_to_c(s->p->arena, text);
    for (size_t i = 0; i < text.len; i++)
        if (fixed[i] == '-')
            fixed[i] = '_';
    propose(s, d, s->found.at, (str){fixed, text.len});
}

/* 22.3.24: how many people write a date. */
static bool is_numbers(str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((text.at[i] < '0' || text.at[i] > '9') && text.at[i] != '.')
            return false;
    return true;
}

/* DEV-123 where a name is wanted. */
static bool hyphen(const struct surprise *s) {
    int head = first(s)->kind;
    if (s->found.kind != T_CODE || !expects(s, T_NAME))
        return false;
    if (head == T_SOURCE || head == T_GUIDANCE) {
        struct diag *d = say(s, s->found.at,
                             STR("the document comes before its provisions"));
        diag_note(s->p->diags, d, "as in `source framework %.*s`",
                  STR_ARG(text_of(s, &s->found)));
        return true;
    }
    if (is_numbers(text_of(s, &s->found))) {
        struct diag *d = diag_add(s->p->diags, DIAG_BAD_DATE, s->found.at,
                                  "%.*s is no date and no name",
                                  STR_ARG(called(s, &s->found)));
        diag_note(s->p->diags, d,
                  "dates are written year, month, day: `2024-03-22`");
        return true;
    }
    struct diag *d = diag_add(s->p->diags, DIAG_BAD_NAME, s->found.at,
                              "%.*s cannot be a name: it has a hyphen",
                              STR_ARG(called(s, &s->found)));
    propose_underscores(s, d);
    return true;
}

/* What follows `rule` and its like is no name.  The parser may see that one
 * token late, as `rule` itself could be a name. */
static bool no_name(const struct surprise *s) {
    const struct token *head = first(s), *name = &clause_of(s)->second;
    if (clause_of(s)->length > 3 || !is_head(head->kind) ||
        is_name(name->kind) || name->kind == T_CODE)
        return false;
    str word = text_of(s, head), what = called(s, name);
    if (name->kind == T_NUMBER || name->kind == T_ORDINAL)
        diag_add(s->p->diags, DIAG_BAD_NAME, name->at,
                 "%.*s cannot be a name: it begins with a digit",
                 STR_ARG(what));
    else if (name->kind != T_NL && word_of_token(name->kind))
        diag_add(s->p->diags, DIAG_BAD_NAME, name->at,
                 "%.*s is a word of the language and cannot be a name",
                 STR_ARG(what));
    else
        say(s, name->at,
            str_format(s->p->arena, "a name is missing after `%.*s`",
                       STR_ARG(word)));
    return true;
}

static bool if_for_when(const struct surprise *s) {
    if (first(s)->kind != T_IF || clause_of(s)->length != 2)
        return false;
    struct diag *d =
        say(s, first(s)->at, STR("a condition begins with `when`"));
    propose(s, d, first(s)->at, STR("when"));
    diag_note(s->p->diags, d, "`if by then` asks what holds on the due day");
    return true;
}

/* `age is >= 3`: what the signs are in words, after `is`. */
static bool sign_after_is(const struct surprise *s) {
    static const struct {
        int comparison;
        const char *words;
    } signs[] = {
        {COMPARE_LT, "under"},
        {COMPARE_LE, "at most"},
        {COMPARE_GT, "over"},
        {COMPARE_GE, "at least"},
    };
    if (s->found.kind != T_SIGN || before(s)->kind != T_IS)
        return false;
    struct diag *d = say(s, s->found.at,
                         STR("a sign stands in place of `is`, not after it"));
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (signs[i].comparison == s->found.value.word)
            propose(s, d, s->found.at, str_of(signs[i].words));
    if (!d->has_fix)
        diag_fix(s->p->diags, d, s->found.at, STR(""), "remove it");
    return true;
}

static bool say_meant(const struct surprise *s, const struct token *token,
                      const str *candidates, size_t n, const char *what) {
    str text = text_of(s, token);
    str best = suggest_best(text, candidates, n);
    if (!best.len)
        return false;
    struct diag *d =
        say(s, token->at,
            str_format(s->p->arena, "`%.*s` %s", STR_ARG(text), what));
    propose(s, d, token->at, best);
    return true;
}

static bool misspelt(const struct surprise *s) {
    if (!is_name(s->found.kind) || expects(s, T_NAME))
        return false;
    str *candidates = NEW_ARRAY(s->p->arena, str, language_word_count);
    size_t n = 0;
    for (size_t i = 0; i < language_word_count; i++)
        if (expects(s, language_words[i].token))
            candidates[n++] = language_words[i].text;
    return say_meant(s, &s->found, candidates, n, "cannot stand here");
}

static bool misspelt_first(const struct surprise *s) {
    const struct word *word = word_of_token(first(s)->kind);
    if (clause_of(s)->length > 3 || !is_name(first(s)->kind) ||
        (word && word->begins))
        return false;
    str *candidates = NEW_ARRAY(s->p->arena, str, language_word_count);
    size_t n = 0;
    for (size_t i = 0; i < language_word_count; i++)
        if (language_words[i].begins)
            candidates[n++] = language_words[i].text;
    return say_meant(s, first(s), candidates, n,
                     "is no word that a line begins with");
}

static const struct {
    int token;
    const char *line;
} patterns[] = {
#define PATTERN(TOKEN, line) {T_##TOKEN, line},
#include "patterns.def"
#undef PATTERN
};

/* A line that is right and begins like this one; NULL when there is none. */
static const char *pattern_for(const struct surprise *s) {
    bool about = clause_of(s)->second.kind == T_OF;
    int kind = about ? T_OF : first(s)->kind;
    for (size_t i = 0; i < ARRAY_LEN(patterns); i++)
        if (patterns[i].token == kind && clause_of(s)->length > 1)
            return patterns[i].line;
    return NULL;
}

/* The second word of a line, when it is always the same: `wins over`. */
static const struct word *second_word(const char *line) {
    str text = str_of(line);
    size_t from = 0, to;
    while (from < text.len && text.at[from] != ' ')
        from++;
    for (to = ++from; to < text.len && in_name(text.at[to]);)
        to++;
    return from < text.len ? word_find((str){text.at + from, to - from}) : NULL;
}

static bool second_missing(const struct surprise *s) {
    const char *line = pattern_for(s);
    const struct word *second = line ? second_word(line) : NULL;
    if (clause_of(s)->length != 2 || first(s)->kind == T_NAME || !second ||
        !expects(s, second->token))
        return false;
    struct diag *d =
        say(s, s->found.at,
            str_format(s->p->arena, "`%.*s` is followed by `%.*s`",
                       STR_ARG(text_of(s, first(s))), STR_ARG(second->text)));
    const struct word *found = word_of_token(s->found.kind);
    if (found && found->reserved)
        propose(s, d, s->found.at, second->text);
    else
        propose_before(s, d, &s->found, second->text);
    return true;
}

/* Only one word could stand there. */
static bool missing_word(const struct surprise *s) {
    const struct word *word =
        s->count == 1 ? word_of_token(s->expected[0]) : NULL;
    if (!word)
        return false;
    struct diag *d =
        say(s, s->found.at,
            str_format(s->p->arena, "`%.*s` is missing before %.*s",
                       STR_ARG(word->text), STR_ARG(called(s, &s->found))));
    propose_before(s, d, &s->found, word->text);
    return true;
}

/* `every three months`: the word may have passed for the name of a figure. */
static bool number_in_words(const struct surprise *s) {
    static const char *const words[] = {
        "one",     "two",       "three",    "four",     "five",
        "six",     "seven",     "eight",    "nine",     "ten",
        "eleven",  "twelve",    "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
    bool late = is_unit(s->found.kind) && before(s)->kind == T_NAME;
    const struct token *token = late ? before(s) : &s->found;
    if (token->kind != T_NAME || (!late && !expects(s, T_NUMBER)))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_is(text_of(s, token), words[i])) {
            struct diag *d =
                say(s, token->at, STR("numbers are written in figures"));
            propose(s, d, token->at, str_format(s->p->arena, "%zu", i + 1));
            return true;
        }
    return false;
}

/* `should happen 10 working days after meeting`. */
static bool no_within(const struct surprise *s) {
    if (s->found.kind != T_NUMBER || !expects(s, T_WITHIN))
        return false;
    struct diag *d =
        say(s, s->found.at,
            str_format(s->p->arena, "`within` is missing before %.*s",
                       STR_ARG(called(s, &s->found))));
    propose_before(s, d, &s->found, STR("within"));
    return true;
}

/* `fact disabled no`, in a case or before `default`. */
static bool value_of_fact(const struct surprise *s) {
    int kind = s->found.kind;
    if (first(s)->kind != T_FACT || clause_of(s)->length != 3 ||
        (kind != T_YES && kind != T_NO && kind != T_NUMBER && kind != T_DATE) ||
        !expects(s, T_IS))
        return false;
    struct diag *d = say(s, s->found.at,
                         str_format(s->p->arena, "`is` is missing before %.*s",
                                    STR_ARG(called(s, &s->found))));
    propose_before(s, d, &s->found, STR("is"));
    diag_note(s->p->diags, d, "as in `fact disabled is no from 2024-03-01`");
    return true;
}

/* What an event of a case records, on a line that the event does not reach. */
static bool attribute_alone(const struct surprise *s) {
    const struct node *line = s->p->lines.last;
    const struct node *above = line ? line->line.parts : NULL;
    if (!above ||
        (above->kind != NODE_CASE_EVENT && above->kind != NODE_CASE_ACT) ||
        !is_name(first(s)->kind) || clause_of(s)->length != 2)
        return false;
    struct diag *d = say(s, first(s)->at,
                         STR("this line belongs to nothing: an event of a case "
                             "ends with its line"));
    diag_note(s->p->diags, d,
              "put it at the end of the line above; to go on with a long one, "
              "break it after a comma or inside parentheses");
    return true;
}

static bool (*const mistakes[])(const struct surprise *) = {
    open_parenthesis,  closes_nothing,      capital,        foreign,
    number_in_words,   no_within,           value_of_fact,  attribute_alone,
    must_be,           how_strict,          sign_after_is,  no_name,
    wrong_preposition, missing_preposition, hyphen,         if_for_when,
    misspelt,          misspelt_first,      second_missing, missing_word,
};

/* -- what was expected -- */

enum { MAX_PHRASES = 4 };

struct phrases {
    str at[MAX_PHRASES];
    size_t len; /* more than MAX_PHRASES: too many */
};

static void add_phrase(struct phrases *all, str phrase) {
    if (all->len < MAX_PHRASES)
        all->at[all->len] = phrase;
    all->len++;
}

/* Tokens that say no more than another one does. */
static bool is_implied(const struct surprise *s, int token) {
    const struct word *word = word_of_token(token);
    bool name = expects(s, T_NAME);
    bool value = name && expects(s, T_TEXT) && expects(s, T_NUMBER);
    switch (token) {
    case T_NUMBER:
    case T_DATE:
    case T_DATETIME:
    case T_TEXT:
    case T_YES:
    case T_NO:
    case T_CODE: return value;
    case T_WORKING_DAYS:
    case T_WEEKS:
    case T_MONTHS:
    case T_YEARS:
    case T_HOURS: return expects(s, T_DAYS);
    case T_ACT:
    case T_YYEOF:
    case T_GRAM_error:
    case T_GRAM_UNDEF: return true;
    case T_SIGN: return expects(s, T_IS);
    default: return word && !word->reserved && name;
    }
}

static str phrase_for(const struct surprise *s, int token) {
    switch (token) {
    case T_NAME:
        return expects(s, T_TEXT) && expects(s, T_NUMBER) ? STR("a value")
                                                          : STR("a name");
    case T_NL: return STR("the end of the line");
    case T_TEXT: return STR("a text in quotes");
    case T_NUMBER: return STR("a number");
    case T_DATE: return STR("a date");
    case T_DATETIME: return STR("a date with a time");
    case T_ORDINAL: return STR("`2nd` or the like");
    case T_CODE: return STR("a reference");
    case T_SIGN: return STR("a sign like `<`");
    case T_LPAREN: return STR("`(`");
    case T_RPAREN: return STR("`)`");
    case T_COMMA: return STR("a comma");
    case T_YES_NO: return STR("`yes/no`");
    case T_DAYS:
        if (expects(s, T_WEEKS))
            return STR("a unit of time");
    }
    return str_format(s->p->arena, "`%.*s`",
                      STR_ARG(word_of_token(token)->text));
}

static struct phrases phrases_of(const struct surprise *s) {
    struct phrases all = {.len = 0};
    for (size_t i = 0; i < s->count; i++)
        if (!is_implied(s, s->expected[i]))
            add_phrase(&all, phrase_for(s, s->expected[i]));
    return all;
}

static str join_phrases(const struct surprise *s, const struct phrases *all) {
    struct strbuf b;
    strbuf_init(&b, s->p->arena);
    for (size_t i = 0; i < all->len; i++) {
        if (i > 0)
            strbuf_add_c(&b, i + 1 == all->len ? " or " : ", ");
        strbuf_add(&b, all->at[i]);
    }
    return strbuf_str(&b);
}

static void show_pattern(const struct surprise *s, struct diag *d) {
    const char *line = pattern_for(s);
    bool is_sentence =
        first(s)->kind == T_NAME || clause_of(s)->second.kind == T_OF;
    if (line)
        diag_note(s->p->diags, d,
                  is_sentence ? "a sentence reads like `%s`"
                              : "such a line reads like `%s`",
                  line);
}

static void say_expected(const struct surprise *s) {
    struct arena *arena = s->p->arena;
    struct phrases all = phrases_of(s);
    str found = called(s, &s->found), text;
    if (clause_of(s)->length == 1)
        text =
            str_format(arena, "a line cannot begin with %.*s", STR_ARG(found));
    else if (all.len > 0 && all.len <= MAX_PHRASES)
        text = str_format(arena, "expected %.*s before %.*s",
                          STR_ARG(join_phrases(s, &all)), STR_ARG(found));
    else if (s->found.kind == T_NL)
        text = STR("the line ends in the middle of a sentence");
    else
        text = str_format(arena, "%.*s cannot follow %.*s", STR_ARG(found),
                          STR_ARG(called(s, before(s))));
    show_pattern(s, say(s, s->found.at, text));
}

void explain_surprise(const struct surprise *s) {
    struct parse *p = s->p;
    p->clause.failed = true;
    if (p->clause.guessed)
        return;
    if (!diag_is_full(p->diags))
        for (size_t i = 0; i < ARRAY_LEN(mistakes); i++)
            if (mistakes[i](s))
                return;
    say_expected(s);
}
