/* parse.y: the language, line by line.
 *
 * Heads, sentences and clauses are all just lines; which clause belongs to
 * which head is for a later stage to say.  A clause ends with an end of line
 * that lines.c puts there, so an error costs its own line and no other.
 *
 * Actions build nodes and do nothing else.  N makes a node of the kind, with
 * its slots in the order of tree.def; W one that holds a choice too.
 *
 * LALR(1) without a conflict: `word` may list every word that is reserved
 * nowhere (words.def says which those are). */

%require "3.8"
%expect 0
%locations
%define api.pure full
%define api.prefix {gram_}
%define api.token.prefix {T_}
%define api.token.raw
%define api.value.type {union value}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%param {struct parse *p}

%code requires {
#include "grammar.h"
}

%code provides {
int gram_lex(union value *value, struct span *at, struct parse *p);
}

%code {
#include "tree/tree.h"

#define N(KIND, at, ...)                                                       \
    node_new(p->arena, NODE_##KIND, (at), 0,                                   \
             (struct node *[NODE_MAX_SLOTS]){__VA_ARGS__})
#define W(KIND, at, word, ...)                                                 \
    node_new(p->arena, NODE_##KIND, (at), (word),                              \
             (struct node *[NODE_MAX_SLOTS]){__VA_ARGS__})
/* One without slots. */
#define LEAF(KIND, at, word) node_new(p->arena, NODE_##KIND, (at), (word), NULL)

/* What must not be empty begins at its first symbol that is not; an empty one
 * stands at the end of the symbol before it. */
#define YYLLOC_DEFAULT(current, rhs, n) ((current) = location((rhs), (n)))

/* No stack but this: lines.c bounds how deep a clause can nest. */
#define YYINITDEPTH 2000
#define YYMAXDEPTH YYINITDEPTH
#define YYMALLOC(size) NULL
#define YYFREE(pointer) ((void)(pointer))

/* What is added to 2 * the strength of a property. */
enum { NEGATED = 1 };

static struct span join(struct span a, struct span b);
static struct span location(const struct span *rhs, int n);
static void gram_error(const struct span *at, struct parse *p,
                       const char *message);
}

%initial-action { @$ = (struct span){0, 0, p->source->id}; }

/* -- what is not a word -- */
%token NL "end of the line" NAME "name"
%token <node> TEXT "text" NUMBER "1" DATE "2024-03-20" DATETIME "2024-03-20T14:00"
%token <node> ORDINAL "2nd" CODE "DEV-1"
%token <word> SIGN "comparison sign" ACT "act"
%token LPAREN "(" RPAREN ")" COMMA "," YES_NO "yes/no"

/* -- reserved: never a name -- */
%token AFTER "after" AGREED "agreed" AND "and" AS "as" AT "at" BE "be"
%token BEFORE "before" BY "by" COUNT "count" DOES "does" EACH "each"
%token EVERY "every" FROM "from" HAPPEN "happen" HAPPENS "happens" HAS "has"
%token IF "if" IN "in" INCLUDE "include" INCLUDES "includes"
%token INSTEAD "instead" IS "is" MAY "may" MUST "must" NO "no" NOT "not"
%token OF "of" ON "on" ONE "one" OR "or" OVER "over" RECORD "record"
%token SHOULD "should" SINCE "since" THE "the" THEN "then" TO "to"
%token UNDER "under" UNLESS "unless" UNTIL "until" USUALLY "usually"
%token WHEN "when" WHERE "where" WHILE "while" WITHIN "within"
%token WITHOUT "without" YES "yes"
%token WORKING_DAYS "working days" DAYS "days" WEEKS "weeks"
%token MONTHS "months" YEARS "years" HOURS "hours"

/* -- words only in their place -- */
%token ADDRESS "address" AIMING "aiming" APPLIES "applies" APPLY "apply"
%token AUTHORITY "authority" BACK "back" BOOKED "booked"
%token CALENDAR "calendar" CASE "case" CLOSED "closed" CLOSES "closes"
%token CONSIDER "consider" CONSIDERED "considered" COULD "could"
%token COUNTING "counting" COVERS "covers" DATE_TYPE "date" DATES "dates"
%token DEFAULT "default" DOCUMENT "document" DUE "due"
%token DURATION_TYPE "duration" EARLIER "earlier" EVENT "event"
%token EXCEPTION "exception" EXPECT "expect" EXPLAINED "explained"
%token EXTENDED "extended" FACT "fact" FIGURE "figure" FIRST "first"
%token FIXED "fixed" FOLLOW "follow" FOR "for" FORCE "force" GIVEN "given"
%token GUIDANCE "guidance" HAPPENED "happened" HOLIDAY "holiday"
%token ITSELF "itself" LAST "last" LATER "later" LEAST "least" LESS "less"
%token LIST "list" MORE "more" MOST "most" NEXT "next" NOTE "note"
%token NOTHING "nothing" NUMBER_TYPE "number" OFFICIAL "official"
%token ONCE "once" ONLY "only" OPEN "open" OTHERWISE "otherwise"
%token PEOPLE "people" PERIOD "period" PERSON "person" POLICY "policy"
%token POSSIBLE "possible" PREVIOUS "previous" PROVISIONS "provisions"
%token PUBLISHED "published" REASON "reason" REQUIRED "required"
%token RESPONSIBLE "responsible" REVIEW "review" ROLE "role"
%token ROLLED "rolled" RULE "rule" SAME "same" SOONER "sooner"
%token SOURCE "source" STRICT "strict" SUBSTITUTE "substitute"
%token TAKEN "taken" TEST "test" TEXT_TYPE "text type" THAN "than"
%token TIMES "times" UNCLEAR "unclear" UP "up" USE "use" WAIVED "waived"
%token WEEKEND "weekend" WHY "why" WINS "wins" WITH "with"
%token WRITING "writing"

%nterm <node> head type derived nth where sentence timing aim limit property
%nterm <node> amount different clause condition times up_to title until_date
%nterm <node> calendars value person reference holiday holiday_change month
%nterm <node> ordinal cond check since operand timeline day attribute
%nterm <node> expectation due for_day run further field attr duration literal
%nterm <node> number name entry item_field
%nterm <list> statement tail coulds more limits one_of people roles references
%nterm <list> dates holiday_changes years list attributes literals events names
%nterm <list> item_fields
%nterm <stop> stop
%nterm <word> must happen must_be include form unit type_word compare

%left "or"
%left "and"
%precedence "not"

%%

file: lines ;
lines: %empty | lines line ;
line:
    statement NL
      { p->lines = list_add(p->lines, N(LINE, @1, $1.first)); }
  | error NL
      { yyerrok; } /* else an error in the next three tokens goes unsaid */
  ;
statement:
    head            { $$ = list_of($1); }
  | sentence tail   { $1->next = $2.first; $$ = list_of($1); }
  | different       { $$ = list_of($1); }
  | clause          { $$ = list_of($1); }
  | timeline        { $$ = list_of($1); }
  | expectation     { $$ = list_of($1); }
  ;

/* ---- heads ---- */
head:
    "policy" name title
      { $$ = N(POLICY, @$, $2, $3); }
  | "use" name
      { $$ = N(USE, @$, $2); }
  | "use" TEXT
      { $$ = N(USE, @$, $2); }
  | "document" name title
      { $$ = N(DOCUMENT, @$, $2, $3); }
  | "unclear" name title "taken" "as" literal coulds
      { $$ = N(UNCLEAR, @$, $2, $3, $6, $7.first); }
  | "role" name title
      { $$ = N(ROLE, @$, $2, $3); }
  | "role" name title "includes" names
      { $$ = N(ROLE, @$, $2, $3, $5.first); }
  | "fact" name title type
      { $$ = N(FACT, @$, $2, $3, $4); }
  | "fact" name title type "default" literal
      { $$ = N(FACT, @$, $2, $3, $4, $6); }
  | "event" name title
      { $$ = N(EVENT, @$, $2, $3); }
  | "event" name title "is" derived
      { $$ = N(EVENT, @$, $2, $3, $5); }
  | "period" name title "from" events "until" events
      { $$ = N(PERIOD, @$, $2, $3, $5.first, $7.first); }
  | "figure" name title "is" literal
      { $$ = N(FIGURE, @$, $2, $3, $5); }
  | "figure" name title "is" field "of" name
      { $$ = N(FIGURE, @$, $2, $3, N(ATTR_OF, join(@5, @7), $5, $7)); }
  | "calendar" name title
      { $$ = N(CALENDAR, @$, $2, $3); }
  | "calendar" name title "is" calendars
      { $$ = N(CALENDAR, @$, $2, $3, $5); }
  | "applies" "while" cond
      { $$ = W(SCOPE, @$, 0, $3); }
  | "does" "not" "apply" "while" cond
      { $$ = W(SCOPE, @$, 1, $5); }
  | "rule" name title
      { $$ = N(RULE, @$, $2, $3); }
  | "test" TEXT
      { $$ = N(TEST, @$, $2); }
  | "case" reference
      { $$ = N(CASE, @$, $2); }
  ;
title:
    %empty          { $$ = NULL; }
  | TEXT
  ;
coulds:
    "," "could" "be" literal          { $$ = list_of($4); }
  | coulds "," "could" "be" literal   { $$ = list_add($1, $5); }
  ;
type:
    type_word             { $$ = LEAF(TYPE, @$, $1); }
  | "one" "of" names      { $$ = N(TYPE_ONE_OF, @$, $3.first); }
  | "list" "of" type      { $$ = N(TYPE_LIST, @$, $3); }
  | "list" "with" names   { $$ = N(TYPE_LIST_WITH, @$, $3.first); }
  ;
type_word:
    "yes/no"      { $$ = TYPE_YES_NO; }
  | "number"      { $$ = TYPE_NUMBER; }
  | "date"        { $$ = TYPE_DATE; }
  | "text type"   { $$ = TYPE_TEXT; }
  | "duration"    { $$ = TYPE_DURATION; }
  | "role"        { $$ = TYPE_ROLE; }
  | "people"      { $$ = TYPE_PEOPLE; }
  ;
calendars:
    name
  | calendars "or" name    { $$ = N(CALENDAR_EITHER, @$, $1, $3); }
  | calendars "and" name   { $$ = N(CALENDAR_BOTH, @$, $1, $3); }
  ;

/* ---- derived events ---- */
derived:
    "the" nth events "in" "each" name where
      { $$ = N(IN_EACH, @$, $2, $3.first, $6, $7); }
  | "the" nth events "after" events where
      { $$ = N(NTH_AFTER, @$, $2, $3.first, $5.first, $6); }
  | "the" "last" events "before" events where
      { $$ = N(LAST_BEFORE, @$, $3.first, $5.first, $6); }
  | "every" events where
      { $$ = N(EVERY_EVENT, @$, NULL, $2.first, NULL, $3); }
  | "every" events "after" events where
      { $$ = N(EVERY_EVENT, @$, NULL, $2.first, $4.first, $5); }
  | "every" ORDINAL events "after" events where
      { $$ = N(EVERY_EVENT, @$, $2, $3.first, $5.first, $6); }
  | "every" events "within" duration of events where
      { $$ = N(EVERY_WITHIN, @$, $2.first, $4, $6.first, $7); }
  | events where
      { $$ = N(ANY_OF, @$, $1.first, $2); }
  | duration "after" events
      { $$ = N(OFFSET_AFTER, @$, $1, $3.first); }
  | duration "after" events "without" events
      { $$ = N(OFFSET_AFTER, @$, $1, $3.first, $5.first); }
  | duration "after" events "while" cond
      { $$ = N(OFFSET_AFTER, @$, $1, $3.first, NULL, $5); }
  | duration "before" events
      { $$ = N(OFFSET_BEFORE, @$, $1, $3.first); }
  | duration "before" events "without" events
      { $$ = N(OFFSET_BEFORE, @$, $1, $3.first, $5.first); }
  | duration "before" events "while" cond
      { $$ = N(OFFSET_BEFORE, @$, $1, $3.first, NULL, $5); }
  ;
nth:
    "first"   { $$ = LEAF(ORDINAL, @$, ORDINAL_FIRST); }
  | ORDINAL
  ;
where:
    %empty         { $$ = NULL; }
  | "where" cond   { $$ = $2; }
  ;

/* ---- sentences ---- */
sentence:
    events happen timing
      { $$ = W(OBLIGATION, @$, $2, $1.first, $3); }
  | events timing
      { $$ = W(OBLIGATION, @$, STRENGTH_BARE, $1.first, $2); }
  | events must "follow" events
      { $$ = W(FOLLOW, @$, $2, $1.first, $4.first); }
  | events must "not" "happen"
      { $$ = W(NEVER, @$, $2, $1.first); }
  | events must "not" "happen" "while" cond
      { $$ = W(NEVER, @$, $2, $1.first, $6); }
  | events must "not" "happen" "before" events
      { $$ = W(NEVER_BEFORE, @$, $2, $1.first, $6.first); }
  | events must "not" "happen" "after" events
      { $$ = W(NEVER_AFTER, @$, $2, $1.first, $6.first); }
  | events must "not" "happen" "within" duration of events
      { $$ = W(NEVER_WITHIN, @$, $2, $1.first, $6, $8.first); }
  | field "of" events property
      { $$ = N(PROPERTY, @$, $1, $3.first, $4); }
  | events must "record" names
      { $$ = W(RECORD, @$, $2, $1.first, $4.first); }
  | "each" name "of" events must "record" names
      { $$ = W(RECORD_EACH, @$, $5, $2, $4.first, $7.first); }
  | "consider" TEXT "at" events
      { $$ = W(CONSIDER, @$, 0, $2, $4.first); }
  | "consider" TEXT "at" "every" events
      { $$ = W(CONSIDER, @$, 1, $2, $5.first); }
  ;
must:
    "must"     { $$ = STRENGTH_MUST; }
  | "should"   { $$ = STRENGTH_SHOULD; }
  | "may"      { $$ = STRENGTH_MAY; }
  ;
happen:
    must "happen"
  | "usually" "happens"   { $$ = STRENGTH_USUALLY; }
  ;
must_be:
    must "be"                { $$ = 2 * $1; }
  | must "not" "be"          { $$ = 2 * $1 + NEGATED; }
  | "is" "usually"           { $$ = 2 * STRENGTH_USUALLY; }
  | "is" "usually" "not"     { $$ = 2 * STRENGTH_USUALLY + NEGATED; }
  ;
include:
    must "include"         { $$ = 2 * $1; }
  | must "not" "include"   { $$ = 2 * $1 + NEGATED; }
  ;
timing:
    "within" duration aim of events more
      { $$ = N(WITHIN, @$, $2, $3, $5.first, $6.first); }
  | "within" duration "before" events
      { $$ = N(WITHIN_BEFORE, @$, $2, $4.first); }
  | "at" "least" duration "before" events
      { $$ = N(AT_LEAST_BEFORE, @$, $3, $5.first); }
  | "before" events
      { $$ = W(BEFORE, @$, 0, $2.first); }
  | "before" "the" "first" events
      { $$ = W(BEFORE, @$, 1, $4.first); }
  | "on" "the" "days" "of" events
      { $$ = N(ON_DAY_OF, @$, $5.first); }
  | "every" duration aim "from" events stop more
      { $$ = W(EVERY, @$, $6.on_fixed_dates, $2, $3, $5.first, $6.until, $7.first); }
  | "by" limit
      { $$ = N(BY, @$, $2); }
  ;
of: "of" | "after" ;
aim:
    %empty                    { $$ = NULL; }
  | "aiming" "for" duration   { $$ = $3; }
  ;
stop:
    %empty
      { $$ = (struct stop){NULL, 0}; }
  | "until" events
      { $$ = (struct stop){$2.first, 0}; }
  | "on" "fixed" "dates"
      { $$ = (struct stop){NULL, 1}; }
  | "until" events "on" "fixed" "dates"
      { $$ = (struct stop){$2.first, 1}; }
  ;
more:
    %empty         { $$ = (struct node_list){NULL, NULL}; }
  | more further   { $$ = list_add($1, $2); }
  ;
further:
    "," "then" "within" duration aim
      { $$ = N(THEN_WITHIN, @$, $4, $5); }
  | "," "then" "every" duration aim run stop
      { $$ = W(THEN_EVERY, @$, $7.on_fixed_dates, $4, $5, $6, $7.until); }
  | "," "or" name "of" name "if" "sooner"
      { $$ = N(OR_SOONER, @$, N(ATTR_OF, join(@3, @5), $3, $5)); }
  ;
run:
    %empty           { $$ = NULL; }
  | "for" duration   { $$ = $2; }
  ;
limit:
    DATE
  | name
  | name "of" name
      { $$ = N(ATTR_OF, @$, $1, $3); }
  | duration "after" events
      { $$ = N(OFFSET_AFTER, @$, $1, $3.first); }
  | duration "before" events
      { $$ = N(OFFSET_BEFORE, @$, $1, $3.first); }
  | number month "after" events
      { $$ = N(MONTH_DAY_AFTER, @$, $1, $2, $4.first); }
  | "the" "earlier" "of" "(" limits ")"
      { $$ = N(EARLIER_OF, @$, $5.first); }
  | "the" "later" "of" "(" limits ")"
      { $$ = N(LATER_OF, @$, $5.first); }
  ;
limits:
    limit              { $$ = list_of($1); }
  | limits "," limit   { $$ = list_add($1, $3); }
  ;
property:
    must_be one_of
      { $$ = W(BE, @$, $1, $2.first); }
  | must_be "at" "least" amount
      { $$ = W(BE_AT_LEAST, @$, $1, $4); }
  | must_be "at" "most" amount
      { $$ = W(BE_AT_MOST, @$, $1, $4); }
  | must_be "the" "same" "person" "as" "at" "the" "previous" name
      { $$ = W(BE_SAME_AS_PREVIOUS, @$, $1, $9); }
  | must_be "the" "same" "person" "as" field "of" name
      { $$ = W(BE_SAME_AS, @$, $1, N(ATTR_OF, join(@6, @8), $6, $8)); }
  | must_be "within" duration of events
      { $$ = W(BE_WITHIN_AFTER, @$, $1, $3, $5.first); }
  | must_be "within" duration "before" events
      { $$ = W(BE_WITHIN_BEFORE, @$, $1, $3, $5.first); }
  | include people
      { $$ = W(INCLUDE, @$, $1, $2.first); }
  ;
one_of:
    value               { $$ = list_of($1); }
  | one_of "or" value   { $$ = list_add($1, $3); }
  ;
value:
    literal
  | field "of" name   { $$ = N(ATTR_OF, @$, $1, $3); }
  ;
amount:
    literal
  | name "of" name   { $$ = N(ATTR_OF, @$, $1, $3); }
  ;
people:
    person              { $$ = list_of($1); }
  | people "," person   { $$ = list_add($1, $3); }
  ;
person:
    amount
      { $$ = N(PERSON_IF, @$, $1); }
  | amount "if" name
      { $$ = W(PERSON_IF, @$, 0, $1, $3); }
  | amount "if" "not" name
      { $$ = W(PERSON_IF, @$, 1, $1, $4); }
  ;
tail:
    %empty           { $$ = (struct node_list){NULL, NULL}; }
  | tail condition   { $$ = list_add($1, $2); }
  ;
condition:
    "when" cond           { $$ = N(WHEN, @$, $2); }
  | "unless" cond         { $$ = N(UNLESS, @$, $2); }
  | "only" "while" cond   { $$ = N(ONLY_WHILE, @$, $3); }
  ;

/* ---- an exception's own sentence: only what differs ---- */
different:
    "within" duration aim "instead"
      { $$ = N(INSTEAD_WITHIN, @$, $2, $3); }
  | "every" duration aim "instead"
      { $$ = N(INSTEAD_EVERY, @$, $2, $3); }
  | "at" "least" duration "before" "instead"
      { $$ = N(INSTEAD_AT_LEAST, @$, $3); }
  | "by" limit "instead"
      { $$ = N(INSTEAD_BY, @$, $2); }
  | "must" "be" one_of "instead"
      { $$ = W(INSTEAD_BE, @$, 2 * STRENGTH_MUST, $3.first); }
  | "should" "be" one_of "instead"
      { $$ = W(INSTEAD_BE, @$, 2 * STRENGTH_SHOULD, $3.first); }
  | "must" "include" people "instead"
      { $$ = W(INSTEAD_INCLUDE, @$, 2 * STRENGTH_MUST, $3.first); }
  | "should" "include" people "instead"
      { $$ = W(INSTEAD_INCLUDE, @$, 2 * STRENGTH_SHOULD, $3.first); }
  | "nothing" "is" "required"
      { $$ = LEAF(NOTHING_REQUIRED, @$, 0); }
  ;

/* ---- clauses ---- */
clause:
    condition
  | "if" "by" "then" cond
      { $$ = N(IF_BY_THEN, @$, $4); }
  | "exception" "to" name
      { $$ = N(EXCEPTION_TO, @$, $3); }
  | "wins" "over" names
      { $$ = N(WINS_OVER, @$, $3.first); }
  | "aiming" "for" duration
      { $$ = N(AIMING_FOR, @$, $3); }
  | "rolled" "to" "the" "next" "working days"
      { $$ = LEAF(ROLLED, @$, 0); }
  | "rolled" "back" "to" "the" "working days" "before"
      { $$ = LEAF(ROLLED, @$, 1); }
  | "counting" "the" "days" "itself"
      { $$ = LEAF(COUNTING_DAY, @$, 0); }
  | "working days" "from" name
      { $$ = N(WORKING_DAYS_FROM, @$, $3); }
  | "may" "be" "extended" "by" roles times up_to form
      { $$ = W(EXTENDED_BY, @$, $8, $5.first, $6, $7); }
  | "may" "be" "waived" "by" roles form
      { $$ = W(WAIVED_BY, @$, $6, $5.first); }
  | "agreed" "by" roles form
      { $$ = W(AGREED_BY, @$, $4, $3.first); }
  | "otherwise" "record" "why"
      { $$ = LEAF(OTHERWISE_WHY, @$, 0); }
  | "where" "possible"
      { $$ = LEAF(WHERE_POSSIBLE, @$, 0); }
  | "responsible" people
      { $$ = N(RESPONSIBLE, @$, $2.first); }
  | "to" people
      { $$ = N(TO, @$, $2.first); }
  | "source" name references title
      { $$ = N(SOURCE, @$, $2, $3.first, $4); }
  | "guidance" name references TEXT
      { $$ = N(GUIDANCE, @$, $2, $3.first, $4); }
  | "note" TEXT
      { $$ = N(NOTE, @$, $2); }
  | "in" "force" "from" DATE until_date
      { $$ = N(IN_FORCE, @$, $4, $5); }
  | "at" "least" "as" "strict" "as" name
      { $$ = N(AS_STRICT_AS, @$, $6); }
  | "authority" TEXT
      { $$ = N(AUTHORITY, @$, $2); }
  | "next" "review" "by" DATE
      { $$ = N(NEXT_REVIEW, @$, $4); }
  | "case" "closes" "at" events
      { $$ = N(CASE_CLOSES, @$, $4.first); }
  | "published" TEXT
      { $$ = N(PUBLISHED, @$, $2); }
  | "address" TEXT
      { $$ = N(ADDRESS, @$, $2); }
  | "provisions" TEXT
      { $$ = N(PROVISIONS, @$, $2); }
  | "has" attr type
      { $$ = N(HAS, @$, $2, $3); }
  | "covers" DATE "to" DATE
      { $$ = N(COVERS, @$, $2, $4); }
  | "official" "until" DATE
      { $$ = N(OFFICIAL, @$, $3); }
  | "weekend" names
      { $$ = N(WEEKEND, @$, $2.first); }
  | "holiday" TEXT holiday holiday_changes
      { $$ = N(HOLIDAY, @$, $2, $3, $4.first); }
  | "closed" DATE title
      { $$ = N(CLOSED, @$, $2, NULL, $3); }
  | "closed" DATE "to" DATE title
      { $$ = N(CLOSED, @$, $2, $4, $5); }
  | "open" DATE title
      { $$ = N(OPEN_DAY, @$, $2, $3); }
  ;
times:
    %empty                       { $$ = NULL; }
  | "once"                       { $$ = leaf_times(p, @$, NULL); }
  | "at" "most" number "times"   { $$ = leaf_times(p, @$, $3); }
  ;
up_to:
    %empty                 { $$ = NULL; }
  | "by" "up" "to" duration   { $$ = $4; }
  ;
form:
    %empty               { $$ = 0; }
  | form "in" "writing"    { $$ = $1 | FORM_IN_WRITING; }
  | form "with" "reason"   { $$ = $1 | FORM_WITH_REASON; }
  ;
roles:
    name              { $$ = list_of($1); }
  | roles "or" name   { $$ = list_add($1, $3); }
  ;
references:
    reference                  { $$ = list_of($1); }
  | references "," reference   { $$ = list_add($1, $3); }
  ;
reference:
    CODE
  | NUMBER   { $$ = leaf_number_as_reference($1); }
  | word     { $$ = leaf_reference(p, @1); }
  | TEXT
  ;
until_date:
    %empty         { $$ = NULL; }
  | "until" DATE   { $$ = $2; }
  ;
holiday:
    "every" number month
      { $$ = N(YEARLY, @$, $2, $3); }
  | ordinal name "of" month
      { $$ = N(NTH_WEEKDAY, @$, $1, $2, $4); }
  | number "days" "before" name
      { $$ = N(DAYS_BEFORE, @$, $1, $4); }
  | number "days" "after" name
      { $$ = N(DAYS_AFTER, @$, $1, $4); }
  | "on" dates
      { $$ = N(ON_DATES, @$, $2.first); }
  ;
ordinal:
    "first"   { $$ = LEAF(ORDINAL, @$, ORDINAL_FIRST); }
  | "last"    { $$ = LEAF(ORDINAL, @$, ORDINAL_LAST); }
  | ORDINAL
  ;
month:
    name
  | "may"   { $$ = leaf_name(p, @1); }
  ;
dates:
    DATE             { $$ = list_of($1); }
  | dates "," DATE   { $$ = list_add($1, $3); }
  ;
holiday_changes:
    %empty                           { $$ = (struct node_list){NULL, NULL}; }
  | holiday_changes holiday_change   { $$ = list_add($1, $2); }
  ;
holiday_change:
    "substitute" "the" "next" "working days"
      { $$ = LEAF(SUBSTITUTE_NEXT, @$, 0); }
  | "not" "in" years
      { $$ = N(NOT_IN, @$, $3.first); }
  | "from" number
      { $$ = N(FROM_YEAR, @$, $2); }
  | "until" number
      { $$ = N(UNTIL_YEAR, @$, $2); }
  ;
years:
    number             { $$ = list_of($1); }
  | years "," number   { $$ = list_add($1, $3); }
  ;

/* ---- conditions ---- */
cond:
    cond "or" cond    { $$ = N(OR, @$, $1, $3); }
  | cond "and" cond   { $$ = N(AND, @$, $1, $3); }
  | "not" cond        { $$ = N(NOT, @$, $2); }
  | "(" cond ")"      { $$ = N(GROUP, @$, $2); }
  | check
  ;
check:
    operand
  | operand "is" value
      { $$ = W(IS, @$, 0, $1, $3); }
  | operand "is" "not" value
      { $$ = W(IS, @$, 1, $1, $4); }
  | operand "is" "one" "of" "(" list ")"
      { $$ = W(IS_ONE_OF, @$, 0, $1, $6.first); }
  | operand "is" "not" "one" "of" "(" list ")"
      { $$ = W(IS_ONE_OF, @$, 1, $1, $7.first); }
  | operand "is" compare amount
      { $$ = W(COMPARE, @$, $3, $1, $4); }
  | operand SIGN amount
      { $$ = W(COMPARE, @$, $2, $1, $3); }
  | operand "includes" literal
      { $$ = W(INCLUDES, @$, 0, $1, $3); }
  | operand "does" "not" "include" literal
      { $$ = W(INCLUDES, @$, 1, $1, $5); }
  | name "has" "happened" since
      { $$ = W(HAPPENED, @$, 0, $1, $4); }
  | name "has" "not" "happened" since
      { $$ = W(HAPPENED, @$, 1, $1, $5); }
  | "no" name "since" name
      { $$ = N(NONE_SINCE, @$, $2, $4); }
  | "more" "than" duration "since" name
      { $$ = W(ELAPSED, @$, 0, $3, $5); }
  | "less" "than" duration "since" name
      { $$ = W(ELAPSED, @$, 1, $3, $5); }
  ;
compare:
    "at" "least"    { $$ = COMPARE_AT_LEAST; }
  | "at" "most"     { $$ = COMPARE_AT_MOST; }
  | "more" "than"   { $$ = COMPARE_MORE_THAN; }
  | "less" "than"   { $$ = COMPARE_LESS_THAN; }
  | "under"         { $$ = COMPARE_UNDER; }
  | "over"          { $$ = COMPARE_OVER; }
  | "before"        { $$ = COMPARE_BEFORE; }
  | "after"         { $$ = COMPARE_AFTER; }
  ;
since:
    %empty         { $$ = NULL; }
  | "since" name   { $$ = $2; }
  ;
operand:
    attr
  | field "of" name
      { $$ = N(ATTR_OF, @$, $1, $3); }
  | "count" "of" name "since" name
      { $$ = N(COUNT_SINCE, @$, $3, $5); }
  ;
list:
    literal            { $$ = list_of($1); }
  | list "," literal   { $$ = list_add($1, $3); }
  ;

/* ---- case timelines, tests ---- */
timeline:
    "given"
      { $$ = LEAF(GIVEN, @$, 0); }
  | "as" "at" DATE
      { $$ = N(AS_AT, @$, $3); }
  | day name attributes
      { $$ = W(CASE_EVENT, @$, 0, $1, $2, $3.first); }
  | "booked" day name attributes
      { $$ = W(CASE_EVENT, @$, 1, $2, $3, $4.first); }
  | day ACT name attributes
      { $$ = W(CASE_ACT, @$, $2, $1, $3, $4.first); }
  | "fact" name "is" literals until_date
      { $$ = N(CASE_FACT, @$, $2, $4.first, NULL, $5); }
  | "fact" name "is" literals "from" DATE until_date
      { $$ = N(CASE_FACT, @$, $2, $4.first, $6, $7); }
  ;
day: DATE | DATETIME ;
attributes:
    %empty                 { $$ = (struct node_list){NULL, NULL}; }
  | attributes attribute   { $$ = list_add($1, $2); }
  ;
attribute:
    attr literals    { $$ = N(ATTRIBUTE, @$, $1, $2.first); }
  | "in" "writing"   { $$ = LEAF(IN_WRITING, @$, 0); }
  ;
literals:
    entry                { $$ = list_of($1); }
  | literals "," entry   { $$ = list_add($1, $3); }
  ;
entry:
    literal
  | "(" item_fields ")"   { $$ = N(ITEM, @$, $2.first); }
  ;
item_fields:
    item_field                   { $$ = list_of($1); }
  | item_fields "," item_field   { $$ = list_add($1, $3); }
  ;
item_field: attr literal   { $$ = N(ATTRIBUTE, @$, $1, $2); } ;
expectation:
    "expect" name name due for_day
      { $$ = N(EXPECT, @$, $2, $3, $4, $5); }
  | "expect" name "due" DATE for_day
      { $$ = N(EXPECT, @$, $2, NULL, $4, $5); }
  | "expect" "no" name
      { $$ = N(EXPECT_NONE, @$, $3); }
  | "expect" "no" name name
      { $$ = N(EXPECT_NONE, @$, $3, $4); }
  | "expect" number name name
      { $$ = N(EXPECT_COUNT, @$, $2, $3, $4); }
  ;
due:
    %empty       { $$ = NULL; }
  | "due" DATE   { $$ = $2; }
  ;
for_day:
    %empty       { $$ = NULL; }
  | "for" DATE   { $$ = $2; }
  ;

/* ---- small things ---- */
events:
    name               { $$ = list_of($1); }
  | events "or" name   { $$ = list_add($1, $3); }
  ;
names:
    name             { $$ = list_of($1); }
  | names "," name   { $$ = list_add($1, $3); }
  ;
duration:
    NUMBER unit   { $$ = leaf_duration(p, @$, $1, $2); }
  | name
  ;
unit:
    "days"           { $$ = UNIT_DAYS; }
  | "working days"   { $$ = UNIT_WORKING_DAYS; }
  | "weeks"          { $$ = UNIT_WEEKS; }
  | "months"         { $$ = UNIT_MONTHS; }
  | "years"          { $$ = UNIT_YEARS; }
  | "hours"          { $$ = UNIT_HOURS; }
  ;
literal:
    name
  | name TEXT     { $$ = N(PERSON, @$, $1, $2); }
  | number
  | NUMBER unit   { $$ = leaf_duration(p, @$, $1, $2); }
  | DATE
  | DATETIME
  | TEXT
  | "yes"         { $$ = LEAF(YES_NO, @$, 1); }
  | "no"          { $$ = LEAF(YES_NO, @$, 0); }
  | CODE
  ;
number: NUMBER   { $$ = leaf_number_checked(p, $1); } ;
field:
    name
  | "by"   { $$ = leaf_name(p, @1); }
  ;
attr:
    name
  | "by"        { $$ = leaf_name(p, @1); }
  | "to"        { $$ = leaf_name(p, @1); }
  | "without"   { $$ = leaf_name(p, @1); }
  | "each"      { $$ = leaf_name(p, @1); }
  ;
name: word   { $$ = leaf_name(p, @1); } ;
word:
    NAME
  | "address" | "aiming" | "applies" | "apply" | "authority" | "back"
  | "booked" | "calendar" | "case" | "closed" | "closes" | "consider"
  | "considered" | "could" | "counting" | "covers" | "date" | "dates"
  | "default" | "document" | "due" | "duration" | "earlier" | "event"
  | "exception" | "expect" | "explained" | "extended" | "fact" | "figure"
  | "first" | "fixed" | "follow" | "for" | "force" | "given" | "guidance"
  | "happened" | "holiday" | "itself" | "last" | "later" | "least" | "less"
  | "list" | "more" | "most" | "next" | "note" | "nothing" | "number"
  | "official" | "once" | "only" | "open" | "otherwise" | "people" | "period"
  | "person" | "policy" | "possible" | "previous" | "provisions"
  | "published" | "reason" | "required" | "responsible" | "review" | "role"
  | "rolled" | "rule" | "same" | "sooner" | "source" | "strict"
  | "substitute" | "taken" | "test" | "text type" | "than" | "times"
  | "unclear" | "up" | "use" | "waived" | "weekend" | "why" | "wins" | "with"
  | "writing"
  ;

%%

static struct span join(struct span a, struct span b) {
    return (struct span){a.from, b.to, a.source};
}

/* The place of a symbol made of `n` others, rhs[1] to rhs[n]; rhs[0] is the
 * symbol before them.  Empty ones at the start do not count, or it would begin
 * at what comes before. */
static struct span location(const struct span *rhs, int n) {
    for (int i = 1; i <= n; i++)
        if (rhs[i].from < rhs[i].to)
            return join(rhs[i], rhs[n]);
    const struct span *near = n > 0 ? &rhs[1] : &rhs[0];
    return (struct span){near->to, near->to, near->source};
}

static int yyreport_syntax_error(const yypcontext_t *context,
                                 struct parse *p) {
    yysymbol_kind_t expected[YYNTOKENS];
    int tokens[YYNTOKENS], count = 0;
    if (!diag_is_full(p->diags))
        count = yypcontext_expected_tokens(context, expected, YYNTOKENS);
    for (int i = 0; i < count; i++)
        tokens[i] = expected[i]; /* the same, by api.token.raw */
    explain_surprise(&(struct surprise){p, p->clause.recent[0], tokens,
                                        (size_t)MAX(count, 0)});
    return 0;
}

/* Only for a stack that is full, which lines.c does not let happen. */
static void gram_error(const struct span *at, struct parse *p,
                       const char *message) {
    (void)message;
    diag_add(p->diags, DIAG_TOO_DEEP, *at, "this is nested too deep to read");
}
