// SPDX-License-Identifier: MIT
/* status.c: the words of status.def. */
#include "policy/status.h"

static const char *const words[STATUS_COUNT] = {
#define STATUS(NAME, word) word,
#include "policy/status.def"
#undef STATUS
};

const char *status_word(enum status s) {
    return words[s];
}

int status_of(str word) {
    for (int s = 0; s < STATUS_COUNT; s++)
        if (str_is(word, words[s]))
            return s;
    return -1;
}
