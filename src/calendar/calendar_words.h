/* calendar_words.h: months, weekdays and feasts by name.
 *
 * They are no words of the grammar: a policy may call its own things `easter`
 * or `may`.  They are looked up here, where the tree has a name and the
 * meaning wants a month. */
#ifndef CINP_CALENDAR_WORDS_H
#define CINP_CALENDAR_WORDS_H

#include "text/diag.h"
#include "tree/tree.h"

/* 1 january ... 12 december; 0, reported, when the name is none. */
int month_of_name(const struct atoms *atoms, const struct node *name,
                  struct diag_list *diags);
/* 0 monday ... 6 sunday; -1, reported, when the name is none. */
int weekday_of_name(const struct atoms *atoms, const struct node *name,
                    struct diag_list *diags);
/* True when it names a feast, of which there is one, `easter`: the only day
 * of the year that needs a calculation of its own. Reported when not. */
bool feast_of_name(const struct atoms *atoms, const struct node *name,
                   struct diag_list *diags);

/* "january", for messages. */
str month_word(int month);
/* "Monday": why a weekend day is closed. Lasts for ever. */
const str *weekday_title(int weekday);

#endif
