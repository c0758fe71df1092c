/* case_file.h: a text in a file of this test's own, and everything that a
 * reader makes of it as one text, for comparing.
 *
 * A file of tests/golden/cases/ has what is made of it beside it, in a file
 * with `.out` after its name. With CINP_UPDATE set that is written anew. */
#ifndef CINP_UNIT_CASE_FILE_H
#define CINP_UNIT_CASE_FILE_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "case_program.h"
#include "record/case_reader.h"
#include "unit.h"

static inline void case_file_write(const char *path, str bytes) {
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    if (bytes.len)
        assert_int_equal(fwrite(bytes.at, 1, bytes.len, out), bytes.len);
    assert_int_equal(fclose(out), 0);
}

/* Each case as case_print has it, each problem as it stands. */
static inline str case_file_read(struct arena *arena, const char *path) {
    struct strbuf out;
    strbuf_init(&out, arena);
    const struct program *program = case_program(arena);
    str problem;
    struct case_reader *r =
        case_reader_open(arena, program, str_of(path), &problem);
    if (!r)
        return str_format(arena, "not opened: %.*s", STR_ARG(problem));
    struct timeline t;
    timeline_init(&t, process_allocator, program);
    enum case_outcome outcome;
    do {
        outcome = case_reader_next(r, &t, &problem);
        if (outcome == CASE_READ)
            strbuf_add(&out, case_print(arena, &t));
        else if (outcome != CASE_END)
            strbuf_add(&out, problem);
        if (outcome == CASE_BROKEN)
            strbuf_add_c(&out, "broken\n");
    } while (outcome == CASE_READ || outcome == CASE_FAULTY);
    timeline_fini(&t);
    case_reader_close(r);
    return strbuf_str(&out);
}

static inline str case_file_try(struct arena *arena, const char *path,
                                str bytes) {
    case_file_write(path, bytes);
    str result = case_file_read(arena, path);
    remove(path);
    return result;
}

static inline str case_file_bytes(struct arena *arena, const char *path) {
    FILE *in = fopen(path, "rb");
    if (!in)
        fail_msg("no file %s", path);
    struct strbuf out;
    strbuf_init(&out, arena);
    for (int c; (c = getc(in)) != EOF;)
        strbuf_add_byte(&out, (char)c);
    fclose(in);
    return strbuf_str(&out);
}

/* Messages name the file alone, so the reading is done in its folder. */
static inline void case_file_golden(struct arena *arena, const char *name) {
    const char *srcdir = getenv("srcdir");
    int here = open(".", O_RDONLY);
    str folder = str_format(arena, "%s/tests/golden/cases",
                            srcdir ? srcdir : ".");
    if (chdir(str_to_c(arena, folder)) != 0)
        fail_msg("no folder %.*s", STR_ARG(folder));
    str expected_path = str_format(arena, "%s.out", name);
    const char *path = str_to_c(arena, expected_path);
    str actual = case_file_read(arena, name);
    if (getenv("CINP_UPDATE"))
        case_file_write(path, actual);
    str expected = case_file_bytes(arena, path);
    assert_int_equal(fchdir(here), 0);
    close(here);
    assert_str(actual, str_to_c(arena, expected));
}

#endif
