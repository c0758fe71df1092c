// SPDX-License-Identifier: MIT
/* words.c: the words of the language, and which of them a text is. */
#include "grammar.h"
#include "parse.h"

enum { IN_PLACE, RESERVED };
enum { WITHIN, BEGINS, ENDS };

const struct word language_words[] = {
#define WORD(text, TOKEN, is_reserved, place) \
    {{text, sizeof text - 1},                 \
     T_##TOKEN,                               \
     is_reserved == RESERVED,                 \
     place != WITHIN,                         \
     place == ENDS},
#include "words.def"
#undef WORD
};
const size_t language_word_count = ARRAY_LEN(language_words);

/* Longer texts are no words. */
enum { LONGEST_WORD = 12 };

const struct word *word_find(str text) {
    if (text.len > LONGEST_WORD)
        return NULL;
    size_t from = 0, to = language_word_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_cmp(text, language_words[middle].text);
        if (order == 0)
            return &language_words[middle];
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

const struct word *word_of_token(int token) {
    for (size_t i = 0; i < language_word_count; i++)
        if (language_words[i].token == token)
            return &language_words[i];
    return NULL;
}
