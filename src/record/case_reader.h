/* case_reader.h: cases out of files, one at a time, whatever their format.
 *
 * A reader opens a file ("-" is standard input) and fills a timeline for each
 * case in turn: .cinc text, JSON lines, one JSON object, or a JSON array of
 * objects (told apart by the first byte that is not white space: `{` or `[`
 * is JSON).  JSON lines are read in bounded memory, whatever their number.  A
 * case at fault costs that case: its problem is given with file, line and case
 * id, and the next call goes on behind it. */
#ifndef CINP_CASE_READER_H
#define CINP_CASE_READER_H

#include "record/timeline.h"

enum case_outcome {
    CASE_READ,   /* the timeline is filled and sealed */
    CASE_FAULTY, /* `problem` says why; go on with the next */
    CASE_END,    /* no more cases */
    CASE_BROKEN  /* the file cannot be read (further): `problem` says why */
};

enum {
    CASE_MAX_LINE = 128 << 20, /* bytes of one JSON line */
    CASE_MAX_WHOLE = 256 << 20 /* bytes of JSON that is not in lines */
};

struct case_reader;

/* NULL with *problem set, to a sentence, when the file cannot be opened. */
struct case_reader *case_reader_open(struct arena *arena,
                                     const struct program *program, str path,
                                     str *problem);
/* `problem`: one text, ready to print, lasting until the next call; each of
 * its lines "path:line:col: error: case C-1042: ..." (for .cinc, with excerpt
 * and caret). */
enum case_outcome case_reader_next(struct case_reader *r, struct timeline *t,
                                   str *problem);
void case_reader_close(struct case_reader *r);

#endif
