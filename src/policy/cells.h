/* cells.h: conditions as variables with a few cells each; for src/policy/ only.
 *
 * The tests of some conditions are sorted by what they ask about: a fact, an
 * attribute, a count, the time since an event.  Each such variable has a few
 * cells - choices, ranges of numbers - in which all its tests come out the
 * same, so trying every combination of cells is exact.  A test that asks
 * something else is a variable of its own, yes or no. */
#ifndef CINP_CELLS_H
#define CINP_CELLS_H

#include "policy/compiler.h"

enum {
    MAX_TESTS = 64,
    MAX_VARIABLES = 16,
    MAX_CELLS = 64 /* of a variable, those that differ */
};

enum truth { NO, YES, UNKNOWN };

enum cell_kind {
    CELL_YES,
    CELL_NO,
    CELL_NAME,      /* a choice or a role: name */
    CELL_TEXT,      /* one of the texts compared with */
    CELL_POSITION,  /* 2i + 1 at breakpoint i, 2i in the gap before it */
    CELL_OTHER,     /* a text compared with nowhere */
    CELL_ABSENT,    /* the event has not happened */
    CELL_UNRECORDED /* nobody recorded it */
};

enum presence { ANY, HAPPENED, NOT_HAPPENED };

struct cell {
    enum cell_kind kind;
    atom name;
    str text;
    size_t position;
    enum presence event;      /* of the variable's event */
    uint8_t truth[MAX_TESTS]; /* of each of its tests */
};

enum variable_kind {
    VARIABLE_OPERAND,
    VARIABLE_COUNT,
    VARIABLE_ELAPSED,
    VARIABLE_OPAQUE
};

struct variable {
    enum variable_kind kind;
    const struct condition *first; /* the test that it was made for */
    const struct type *type;       /* OPERAND */
    event_id event;                /* whose presence its cells know; NO_ID */
    const struct condition *tests[MAX_TESTS];
    size_t test_count;
    int64_t points[MAX_TESTS]; /* sorted breakpoints */
    size_t point_count;
    struct cell cells[MAX_CELLS];
    size_t cell_count;
    size_t at; /* the cell being tried */
};

struct table {
    struct compiler *c;
    struct variable variables[MAX_VARIABLES];
    size_t count;
    struct {
        const struct condition *test;
        size_t variable, index;
    } tests[MAX_TESTS];
    size_t test_count;
    bool too_large;
};

void cells_clear(struct table *t);
void cells_add_condition(struct table *t, const struct condition *condition);
/* Once every condition is added. */
void cells_make(struct table *t, struct variable *v);

/* -- for messages -- */
void cells_count_of(const struct condition *test, event_id *event,
                    event_id *since);
enum unit cells_duration_kind(const struct condition *test);

#endif
