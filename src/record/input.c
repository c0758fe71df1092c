// SPDX-License-Identifier: MIT
/* input.c: read(2) and one buffer.
 *
 * Before more is read, what is left of the last block is moved to the front:
 * once a block, and never again while one long line is being gathered. */
#include "record/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "record/json.h"

enum { BLOCK = 256 << 10 }; /* bytes; a second-level cache holds it */

static const char *why(int error) {
    switch (error) {
    case ENOENT: return "there is no such file";
    case EACCES: return "reading it is not permitted";
    case EISDIR: return "it is a folder";
    default: return strerror(error);
    }
}

str input_problem(struct arena *arena, str path, int error) {
    return str_format(arena, "cannot read `%.*s`: %s", STR_ARG(path),
                      why(error));
}

bool input_open(struct input *in, struct arena *arena, str path,
                str *problem) {
    *in = (struct input){.arena = arena, .fd = STDIN_FILENO};
    if (str_is(path, "-"))
        return true;
    errno = ENOENT; /* what a path with a zero byte in it comes to */
    in->fd = path.len && memchr(path.at, '\0', path.len)
                 ? -1
                 : open(str_to_c(arena, path), O_RDONLY | O_CLOEXEC);
    if (in->fd >= 0)
        return true;
    *problem = input_problem(arena, path, errno);
    return false;
}

void input_close(struct input *in) {
    if (in->fd > STDIN_FILENO)
        close(in->fd);
    in->fd = -1;
}

str input_seen(const struct input *in) {
    /* before anything was read `at` is NULL */
    return in->at ? (str){in->at + in->from, in->to - in->from} : STR("");
}

void input_skip(struct input *in, size_t len) {
    in->from += len;
}

static void make_room(struct input *in) {
    if (in->from) {
        memmove(in->at, in->at + in->from, in->to - in->from);
        in->to -= in->from;
        in->from = 0;
    }
    size_t wanted = in->to + BLOCK + JSON_PADDING;
    if (wanted <= in->cap)
        return;
    size_t cap = MAX(wanted + BLOCK, in->cap * 2);
    in->at = arena_grow(in->arena, in->at, in->cap, cap);
    in->cap = cap;
}

bool input_more(struct input *in) {
    if (in->ended)
        return false;
    make_room(in);
    ssize_t got;
    do {
        got = read(in->fd, in->at + in->to, BLOCK);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        in->error = errno;
    in->ended = got <= 0;
    in->to += got > 0 ? (size_t)got : 0;
    return got > 0;
}

static enum line_outcome skip_line(struct input *in) {
    do {
        str seen = input_seen(in);
        const char *end = seen.len ? memchr(seen.at, '\n', seen.len) : NULL;
        input_skip(in, end ? (size_t)(end - seen.at) + 1 : seen.len);
        if (end)
            break;
    } while (input_more(in));
    return LINE_TOO_LONG;
}

enum line_outcome input_line(struct input *in, size_t limit, str *line) {
    size_t searched = 0;
    for (;;) {
        str seen = input_seen(in);
        size_t unsearched = seen.len - searched;
        const char *end = in->at && unsearched
                              ? memchr(seen.at + searched, '\n', unsearched)
                              : NULL;
        size_t len = end ? (size_t)(end - seen.at) : seen.len;
        if (len > limit)
            return skip_line(in);
        searched = seen.len;
        if (!end && input_more(in))
            continue;
        if (!end && !len)
            return LINE_END;
        seen = input_seen(in);
        *line = (str){seen.at, len};
        input_skip(in, len + (end != NULL));
        return LINE_READ;
    }
}

bool input_rest(struct input *in, size_t limit, str *rest) {
    do {
        if (in->to - in->from > limit)
            return false;
    } while (input_more(in));
    *rest = input_seen(in);
    input_skip(in, rest->len);
    return true;
}
