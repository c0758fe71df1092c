// SPDX-License-Identifier: MIT
/* generate_policy.c: whole policies: words, events, scope. */
#include "random/generate.h"

#include <string.h>

static unsigned below(struct recipe *r, unsigned n) {
    return random_below(r->random, n);
}

static bool chance(struct recipe *r, unsigned percent) {
    return random_chance(r->random, percent);
}

static const char *one_of(struct recipe *r, const char *const *words,
                          unsigned count) {
    return words[below(r, count)];
}
#define ONE_OF(r, ...)                              \
    one_of((r), (const char *const[]){__VA_ARGS__}, \
           sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))
#define LINE(r, ...) add_line((r)->arena, &(r)->text, __VA_ARGS__)

/* -- the head, the calendar, the words -- */

/* Sometimes the calendar ends within the cases' time. */
static void add_calendar(struct recipe *r) {
    r->ends_early = chance(r, 8);
    day_number last = r->base + (r->ends_early ? 60 : 700);
    r->text.block++;
    LINE(r, "calendar offices");
    LINE(r, "  covers %s to %s", day_words(r, r->base - 400),
         day_words(r, last));
    LINE(r, "  weekend saturday, sunday");
    LINE(r, "  holiday \"Good Friday\" 2 days before easter");
    LINE(r, "  holiday \"Easter Monday\" 1 day after easter");
    LINE(r, "  holiday \"Christmas Day\" every 25 december substitute the next "
            "working day");
    LINE(r, "  holiday \"Boxing Day\" every 26 december substitute the next "
            "working day");
    LINE(r, "  holiday \"New Year's Day\" every 1 january substitute the next "
            "working day");
}

static void add_head(struct recipe *r) {
    LINE(r, "policy chance \"Made by chance\"");
    LINE(r, "  working days from offices");
    if (chance(r, 6)) {
        int until = random_between(r->random, 60, 120);
        r->may_leave = true;
        int from = random_between(r->random, -9, 40);
        LINE(r, "  in force from %s until %s", day_words(r, r->base + from),
             day_words(r, r->base + until));
    }
    r->has_closing = chance(r, 40);
    if (r->has_closing)
        LINE(r, "  case closes at %s",
             ONE_OF(r, "closed", "closed", "closed or plan"));
    add_calendar(r);
    r->text.block++;
    LINE(r, "role lead");
    LINE(r, "role boss includes lead");
    LINE(r, "role aide");
    r->text.block++;
    const char *unit = ONE_OF(r, "days", "working days", "days");
    LINE(r, "figure some_time is %d %s", random_between(r->random, 1, 6), unit);
}

static void add_facts(struct recipe *r) {
    r->fact_yes = chance(r, 60);
    r->fact_colour = chance(r, 50);
    r->fact_count = chance(r, 30);
    r->fact_day = chance(r, 30);
    r->fact_gap = chance(r, 30);
    r->text.block++;
    if (r->fact_yes)
        LINE(r, "fact yes_fact yes/no%s",
             ONE_OF(r, "", "", " default no", " default yes"));
    r->text.block++;
    if (r->fact_colour)
        LINE(r, "fact colour_fact one of red, green, blue%s",
             ONE_OF(r, "", "", " default red"));
    r->text.block++;
    if (r->fact_count)
        LINE(r, "fact count_fact number%s", ONE_OF(r, "", " default 2"));
    r->text.block++;
    if (r->fact_day)
        LINE(r, "fact day_fact date");
    r->text.block++;
    if (r->fact_gap)
        LINE(r, "fact gap_fact duration%s", ONE_OF(r, "", " default 3 days"));
}

static void declare_event(struct recipe *r, const char *name, unsigned has,
                          bool recorded) {
    if (r->event_count == MAX_NAMES)
        BUG("too many events");
    r->events[r->event_count++] = (struct event_words){name, has, recorded};
}

static void add_recorded(struct recipe *r, const char *name) {
    unsigned has = chance(r, 70) ? below(r, 128) : 0;
    if (r->features & WITH_RECIPIENTS && chance(r, 60))
        has |= HAS_RECIPIENTS;
    if (r->features & WITH_RECORDS && chance(r, 30))
        has |= HAS_ACTIONS;
    r->text.block++;
    LINE(r, "event %s", name);
    if (has & HAS_OUTCOME)
        LINE(r, "  has outcome one of red, green, blue");
    if (has & HAS_OK)
        LINE(r, "  has ok yes/no");
    if (has & HAS_SIZE)
        LINE(r, "  has size number");
    if (has & HAS_DAY)
        LINE(r, "  has agreed_day date");
    if (has & HAS_CHAIR)
        LINE(r, "  has chair role");
    if (has & HAS_THERE)
        LINE(r, "  has there people");
    if (has & HAS_GAP)
        LINE(r, "  has gap duration");
    if (has & HAS_RECIPIENTS)
        LINE(r, "  has recipients people");
    if (has & HAS_ACTIONS)
        LINE(r, "  has actions list with who, by_when");
    declare_event(r, name, has, true);
    r->recorded_count = r->event_count;
}

/* -- derived events and periods -- */

static const char *where_clause(struct recipe *r, const struct event_words *e) {
    const char *where = chance(r, 25) ? where_words(r, e) : NULL;
    return where ? format_words(r, " where %s", where) : "";
}

static void add_offset(struct recipe *r, const char *name) {
    const char *from =
        r->fact_day && chance(r, 30) ? "day_fact" : pick_event(r)->name;
    const char *more = "";
    if (chance(r, 25))
        more = format_words(r, " without %s", pick_event(r)->name);
    else if (chance(r, 20))
        more = format_words(r, " while %s", condition_words(r, 0));
    const char *side = ONE_OF(r, "after", "after", "before");
    const char *unit = ONE_OF(r, "days", "days", "weeks", "working days");
    LINE(r, "event %s is %d %s %s %s%s", name, random_between(r->random, 0, 8),
         unit, side, from, more);
    declare_event(r, name, 0, false);
}

static void add_derived(struct recipe *r, const char *name) {
    const struct event_words *e = pick_event(r), *f = pick_event(r);
    const char *where = where_clause(r, e), *word;
    unsigned kind = below(r, 10), has = e->has;
    if (kind == 0 && r->period_count == 0)
        kind = 1;
    r->text.block++;
    switch (kind) {
    case 0:
        word = r->periods[below(r, r->period_count)];
        LINE(r, "event %s is the %s %s in each %s%s", name,
             ONE_OF(r, "first", "first", "2nd", "3rd"), e->name, word, where);
        break;
    case 1:
        LINE(r, "event %s is the %s %s after %s%s", name,
             ONE_OF(r, "first", "2nd"), e->name, f->name, where);
        break;
    case 2:
        LINE(r, "event %s is the last %s before %s%s", name, e->name, f->name,
             where);
        break;
    case 3:
        LINE(r, "event %s is every %s after %s%s", name, e->name, f->name,
             where);
        break;
    case 4:
        LINE(r, "event %s is every 2nd %s after %s%s", name, e->name, f->name,
             where);
        break;
    case 5:
        word = ONE_OF(r, "days", "working days", "weeks");
        LINE(r, "event %s is every %s within %d %s of %s%s", name, e->name,
             random_between(r->random, 0, 9), word, f->name, where);
        break;
    case 6:
        where = where_words(r, e);
        LINE(r, "event %s is every %s%s%s", name, e->name,
             where ? " where " : "", where ? where : "");
        break;
    case 7:
        LINE(r, "event %s is %s or %s", name, e->name, f->name);
        has = e->has & f->has;
        break;
    default: add_offset(r, name); return;
    }
    declare_event(r, name, has, false);
}

static void add_period(struct recipe *r, const char *name) {
    r->text.block++;
    const char *until = events_words(r);
    LINE(r, "period %s from %s until %s", name, events_words(r), until);
    r->periods[r->period_count++] = name;
}

static void add_events(struct recipe *r) {
    static const char *const recorded[] = {"visit", "meeting", "plan",
                                           "decision"};
    static const char *const derived[] = {"alpha", "beta", "gamma"};
    static const char *const periods[] = {"open_time", "other_time"};
    unsigned count = 1 + below(r, 4), derived_count = below(r, 4),
             period_count = below(r, 3);
    for (unsigned i = 0; i < count; i++)
        add_recorded(r, recorded[i]);
    if (count < 3 && r->has_closing)
        add_recorded(r, "plan");
    add_recorded(r, "closed");
    for (unsigned i = 0, k = 0; i < derived_count || k < period_count;) {
        if (k < period_count && (i == derived_count || chance(r, 50)))
            add_period(r, periods[k++]);
        else
            add_derived(r, derived[i++]);
    }
}

/* A figure that the records set. */
static void add_figure(struct recipe *r) {
    const struct event_words *e =
        r->features & WITH_FIGURES ? pick_with(r, HAS_GAP) : NULL;
    if (!e || chance(r, 50))
        return;
    r->figure = "noted_time";
    r->text.block++;
    LINE(r, "figure noted_time is gap of %s", e->name);
}

static void add_scope(struct recipe *r) {
    for (unsigned i = 0; i < 2 && chance(r, 35); i++) {
        const char *what;
        r->text.block++;
        r->may_leave = true;
        if (r->period_count > 0 && chance(r, 60)) {
            what = r->periods[below(r, r->period_count)];
            LINE(r, "%s while %s",
                 ONE_OF(r, "applies", "applies", "does not apply"), what);
        } else {
            what = condition_words(r, 1);
            LINE(r, "%s while %s", ONE_OF(r, "applies", "does not apply"),
                 what);
        }
    }
}

void generate_policy(struct arena *arena, struct random *random,
                     unsigned features, struct recipe *out) {
    static const char *const rules[] = {"r1", "r2", "r3"};
    memset(out, 0, sizeof *out);
    out->arena = arena;
    out->random = random;
    out->features = features;
    out->base = random_chance(random, 50) ? day_from_civil(2024, 3, 11)
                : random_chance(random, 60)
                    ? day_from_civil(2023, 12, 11)
                    : day_from_civil(2024, 1, random_between(random, 1, 31));
    add_head(out);
    add_facts(out);
    add_events(out);
    add_figure(out);
    add_scope(out);
    unsigned count = 1 + random_below(random, 3);
    for (unsigned i = 0; i < count; i++)
        generate_rule(out, rules[i]);
}
