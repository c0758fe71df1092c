/* input.h: a file or standard input, read in big blocks; for src/record/.
 *
 * What has been read and not taken stands in one buffer, which grows to the
 * longest line (or the whole file, for who asks for it) and no further.
 * Behind what is given out JSON_PADDING bytes more may be read. */
#ifndef CINP_INPUT_H
#define CINP_INPUT_H

#include "base/str.h"

struct input {
    struct arena *arena;
    int fd;
    char *at;
    size_t from, to, cap; /* at[from..to) has been read and not taken */
    bool ended;
    int error; /* errno of a read that failed; then it has ended too */
};

/* "-" is standard input. False with *problem set when it cannot be opened. */
bool input_open(struct input *in, struct arena *arena, str path, str *problem);
void input_close(struct input *in);
/* What has been read so far: lasts until more is asked for. */
str input_seen(const struct input *in);
/* Reads one block more; false at the end. */
bool input_more(struct input *in);
void input_skip(struct input *in, size_t len);

enum line_outcome { LINE_READ, LINE_TOO_LONG, LINE_END };
/* Takes the next line, without its line feed. One of more than `limit` bytes
 * is skipped. */
enum line_outcome input_line(struct input *in, size_t limit, str *line);
/* Takes all that is left; false when that is more than `limit` bytes. */
bool input_rest(struct input *in, size_t limit, str *rest);

/* Why it could not be read, for the user. */
str input_problem(struct arena *arena, str path, int error);

#endif
