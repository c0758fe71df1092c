/* case_file.h: the cases of one .cinc file; for src/record/ only. */
#ifndef CINP_CASE_FILE_H
#define CINP_CASE_FILE_H

#include "record/case_reader.h"

struct case_file;

/* Parses a whole text. NULL with *problem set when it cannot be read as one. */
struct case_file *case_file_open(struct arena *arena, str path, str text,
                                 str *problem);
/* `scratch` holds the problem. Never CASE_BROKEN. */
enum case_outcome case_file_next(struct case_file *f, struct timeline *t,
                                 struct arena *scratch, str *problem);

#endif
