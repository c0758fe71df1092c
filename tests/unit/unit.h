/* unit.h: what every unit test begins with: cmocka and the headers it wants
 * before it, an arena for each test, and comparing texts. */
#ifndef CINP_UNIT_H
#define CINP_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

static inline int unit_setup(void **state) {
    struct arena *arena = malloc(sizeof *arena);
    if (!arena)
        return -1;
    arena_init(arena, process_allocator);
    *state = arena;
    return 0;
}

static inline int unit_teardown(void **state) {
    arena_fini(*state);
    free(*state);
    return 0;
}

/* A test that is given an arena as its *state. */
#define ARENA_TEST(test) \
    cmocka_unit_test_setup_teardown(test, unit_setup, unit_teardown)

/* `actual` is evaluated once; a failure names the line of the caller. */
#define assert_str(actual, expected) \
    unit_assert_str((actual), (expected), __FILE__, __LINE__)

static inline void unit_assert_str(str actual, const char *expected,
                                   const char *file, int line) {
    if (str_is(actual, expected))
        return;
    print_error("expected:\n%s\nactual:\n%.*s\n", expected, STR_ARG(actual));
    _fail(file, line);
}

#endif
