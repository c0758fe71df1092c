/* diag.h: what cinp has to say about a text, as data.
 *
 * A diagnostic is a record: which finding (an id of diag.def), how severe,
 * where, one sentence, further places with a label each, notes, and at most
 * one proposed edit.  Stages add records to one list; renderers (text, JSON,
 * later SARIF and the language server) only read it.  All texts are copied
 * into the list's arena.
 *
 * Wording: the reader is a policy officer.  Say what is wrong first, in their
 * words, quote names with backquotes, no full stop, then propose what to do
 * in a note or a fix. */
#ifndef CINP_DIAG_H
#define CINP_DIAG_H

#include "base/arena.h"
#include "text/source.h"

enum diag_id {
#define DIAG(id, slug, severity, title) DIAG_##id,
#include "text/diag.def"
#undef DIAG
    DIAG_COUNT
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct diag_label {
    struct span at;
    str text;
};

/* Replace the bytes of `at` by `text`; an empty span inserts. */
struct diag_fix {
    struct span at;
    str text;
    str why; /* "write `initial_meeting`"; may be empty */
};

/* Records after the last are counted only: a hostile text has no end of
 * faults, and nobody reads the thousandth. */
enum { DIAG_MAX_LABELS = 4, DIAG_MAX_NOTES = 4, DIAG_MAX_RECORDS = 1000 };

struct diag {
    enum diag_id id;
    enum severity severity;
    struct span at;
    str message;
    struct diag_label labels[DIAG_MAX_LABELS];
    str notes[DIAG_MAX_NOTES];
    struct diag_fix fix;
    unsigned label_count, note_count;
    bool has_fix;
};

struct diag_list {
    struct arena *arena;
    struct diag **at; /* in the order found, until diag_sort */
    size_t len, cap;
    size_t errors, warnings; /* found, of which DIAG_MAX_RECORDS are kept */
    struct diag *spill;      /* stands for every record that is not kept */
};

void diag_init(struct diag_list *list, struct arena *arena);
/* True when further records would only be counted: no need to look for notes
 * and suggestions that cost time. */
bool diag_is_full(const struct diag_list *list);

/* Adds a record with the severity of its id and returns it, so that labels,
 * notes and a fix can be hung on it. A second record with the same id, span
 * and message is not added: the first is returned. */
struct diag *diag_add(struct diag_list *list, enum diag_id id, struct span at,
                      const char *format, ...) PRINTF_LIKE(4, 5);
/* Each does nothing when the record is full (it holds one fix). */
void diag_label(struct diag_list *list, struct diag *d, struct span at,
                const char *format, ...) PRINTF_LIKE(4, 5);
void diag_note(struct diag_list *list, struct diag *d, const char *format, ...)
    PRINTF_LIKE(3, 4);
void diag_fix(struct diag_list *list, struct diag *d, struct span at,
              str replacement, const char *why);

/* By source, offset, then id: the order of every report. Stable. */
void diag_sort(struct diag_list *list);

/* "unknown-name": stable for ever, shown in brackets, taken by `explain`. */
const char *diag_slug(enum diag_id id);
const char *diag_title(enum diag_id id);
const char *severity_name(enum severity severity);

#endif
