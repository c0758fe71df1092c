/* status.h: the eleven words an instance's status can be. */
#ifndef CINP_STATUS_H
#define CINP_STATUS_H

#include "base/str.h"

enum status {
#define STATUS(NAME, word) STATUS_##NAME,
#include "policy/status.def"
#undef STATUS
    STATUS_COUNT
};
const char *status_word(enum status s); /* "met_late" */
/* The status of a word; -1 when it is none. */
int status_of(str word);

#endif
