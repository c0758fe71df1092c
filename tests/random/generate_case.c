// SPDX-License-Identifier: MIT
/* generate_case.c: timelines in which much falls together. */
#include "random/generate.h"

#include <string.h>

enum { MAX_DAYS = 8 };

/* The few days on which most things of a case happen. */
struct days {
    day_number at[MAX_DAYS];
    unsigned count;
    int span;
};

static bool chance(struct recipe *r, unsigned percent) {
    return random_chance(r->random, percent);
}

static day_number pick_day(struct recipe *r, const struct days *days) {
    day_number day = days->at[random_below(r->random, days->count)];
    if (chance(r, 55))
        return day;
    if (chance(r, 60))
        return day + random_between(r->random, -4, 7);
    return r->base + random_between(r->random, 0, days->span);
}

static const char *person(struct recipe *r) {
    static const char *const roles[] = {"lead", "boss", "aide"};
    const char *role = roles[random_below(r->random, 3)];
    if (!(r->features & WITH_RECORDS) || !chance(r, 25))
        return role;
    return format_words(r, "%s \"P%u\"", role, random_below(r->random, 2));
}

static const char *people(struct recipe *r) {
    const char *one = person(r);
    return chance(r, 50) ? one : format_words(r, "%s, %s", one, person(r));
}

static const char *actions(struct recipe *r) {
    static const char *const kinds[] = {"(who lead, by_when 2024-05-01)",
                                        "(who boss)", "(by_when 2024-05-01)",
                                        "(who lead, by_when 2024-05-01)"};
    const char *res = kinds[random_below(r->random, 4)];
    return chance(r, 40) ? format_words(r, "%s, %s", res,
                                        kinds[random_below(r->random, 4)])
                         : res;
}

static const char *colour(struct recipe *r) {
    static const char *const colours[] = {"red", "green", "blue"};
    return colours[random_below(r->random, 3)];
}

/* Most attributes, sometimes none: what nobody recorded is unknown. */
static const char *attributes(struct recipe *r, unsigned has,
                              const struct days *days) {
    const char *res = "";
    unsigned keep = chance(r, 20) ? 0 : 80;
    if (has & HAS_OUTCOME && chance(r, keep))
        res = format_words(r, "%s outcome %s", res, colour(r));
    if (has & HAS_OK && chance(r, keep))
        res = format_words(r, "%s ok %s", res, chance(r, 50) ? "yes" : "no");
    if (has & HAS_SIZE && chance(r, keep))
        res = format_words(r, "%s size %u", res, random_below(r->random, 5));
    if (has & HAS_DAY && chance(r, keep))
        res = format_words(r, "%s agreed_day %s", res,
                           day_words(r, pick_day(r, days)));
    if (has & HAS_CHAIR && chance(r, keep))
        res = format_words(r, "%s chair %s", res, person(r));
    if (has & HAS_THERE && chance(r, keep))
        res = format_words(r, "%s there %s", res, people(r));
    if (has & HAS_GAP && chance(r, keep))
        res =
            format_words(r, "%s gap %u days", res, random_below(r->random, 9));
    if (has & HAS_RECIPIENTS && chance(r, keep))
        res = format_words(r, "%s recipients %s", res, people(r));
    if (has & HAS_ACTIONS && chance(r, keep))
        res = format_words(r, "%s actions %s", res, actions(r));
    return res;
}

static const char *time_words(struct recipe *r) {
    unsigned hour = random_below(r->random, 24);
    return format_words(r, "T%02u:%02u", hour, 15 * random_below(r->random, 4));
}

static void add_row(struct recipe *r, struct text *out,
                    const struct days *days) {
    bool derived = r->event_count > r->recorded_count && chance(r, 6);
    unsigned at = derived ? r->recorded_count +
                                random_below(r->random,
                                             r->event_count - r->recorded_count)
                          : random_below(r->random, r->recorded_count);
    const struct event_words *e = &r->events[at];
    if (strcmp(e->name, "closed") == 0 && chance(r, 70))
        e = &r->events[0];
    const char *recorded = attributes(r, e->has, days);
    const char *day = day_words(r, pick_day(r, days));
    const char *time = r->has_times && chance(r, 60) ? time_words(r) : "";
    add_line(r->arena, out, "    %s%s%s %s%s", chance(r, 8) ? "booked " : "",
             day, time, e->name, recorded);
}

/* A fact's history: nothing, one value for ever, or several from days on. */
static void add_fact(struct recipe *r, struct text *out,
                     const struct days *days, const char *name,
                     const char *(*value)(struct recipe *)) {
    unsigned count = random_below(r->random, 4);
    day_number seen[4];
    if (count == 1 && chance(r, 60)) {
        add_line(r->arena, out, "    fact %s is %s", name, value(r));
        return;
    }
    for (unsigned i = 0; i < count; i++) {
        bool again = false;
        seen[i] = pick_day(r, days);
        for (unsigned k = 0; k < i; k++)
            again |= seen[k] == seen[i];
        if (again)
            continue;
        const char *until =
            chance(r, 25)
                ? format_words(
                      r, " until %s",
                      day_words(r, seen[i] + random_between(r->random, 0, 20)))
                : "";
        add_line(r->arena, out, "    fact %s is %s from %s%s", name, value(r),
                 day_words(r, seen[i]), until);
    }
}

static const char *any_yes(struct recipe *r) {
    return chance(r, 50) ? "yes" : "no";
}
static const char *any_count(struct recipe *r) {
    return format_words(r, "%u", random_below(r->random, 4));
}
static const char *any_date(struct recipe *r) {
    return day_words(r, any_day(r));
}
static const char *any_gap(struct recipe *r) {
    const char *unit = chance(r, 70) ? "days" : "working days";
    return format_words(r, "%u %s", random_below(r->random, 9), unit);
}

static void add_facts(struct recipe *r, struct text *out,
                      const struct days *days) {
    if (r->fact_yes)
        add_fact(r, out, days, "yes_fact", any_yes);
    if (r->fact_colour)
        add_fact(r, out, days, "colour_fact", colour);
    if (r->fact_count)
        add_fact(r, out, days, "count_fact", any_count);
    if (r->fact_day)
        add_fact(r, out, days, "day_fact", any_date);
    if (r->fact_gap)
        add_fact(r, out, days, "gap_fact", any_gap);
}

static void add_considered(struct recipe *r, struct text *out,
                           const struct days *days) {
    for (unsigned i = 0; i < r->prompt_count; i++) {
        const char *named =
            chance(r, 40)
                ? format_words(r, " for %s", day_words(r, pick_day(r, days)))
                : "";
        if (chance(r, 50))
            add_line(r->arena, out, "    %s considered %s%s",
                     day_words(r, pick_day(r, days)), r->prompts[i], named);
    }
}

/* -- what people decided -- */

/* By whom, why, in what form, about which instance; each sometimes left out. */
static const char *grant_words(struct recipe *r, const struct days *days,
                               bool named) {
    const char *res = "";
    if (chance(r, 92))
        res = format_words(r, " by %s", person(r));
    if (chance(r, 60))
        res = format_words(r, "%s reason \"why\"", res);
    if (chance(r, 60))
        res = format_words(r, "%s in writing", res);
    if (named && chance(r, 30))
        res =
            format_words(r, "%s for %s", res, day_words(r, pick_day(r, days)));
    return res;
}

static void add_act(struct recipe *r, struct text *out, const struct days *days,
                    const struct rule_words *rule) {
    day_number day = pick_day(r, days);
    day_number to = day + random_between(r->random, -2, 20);
    const char *to_words = format_words(r, " to %s", day_words(r, to));
    const char *act = "agreed";
    if (rule->exception && !(r->features & WITH_AGREED))
        return;
    if (rule->exception && chance(r, 60))
        to_words = "";
    if (!rule->exception) {
        static const struct {
            enum feature feature;
            const char *word;
        } acts[] = {{WITH_EXTENDED, "extended"},
                    {WITH_EXTENDED, "extended"},
                    {WITH_WAIVED, "waived"},
                    {WITH_EXPLAINED, "explained"}};
        unsigned kind = random_below(r->random, 4);
        if (!(r->features & acts[kind].feature))
            return;
        act = acts[kind].word;
        if (kind > 1)
            to_words = "";
    }
    bool named = !rule->exception || r->features & WITH_UNSETTLED;
    add_line(r->arena, out, "    %s %s %s%s%s", day_words(r, day), act,
             rule->name, to_words, grant_words(r, days, named));
}

static void add_acts(struct recipe *r, struct text *out,
                     const struct days *days) {
    for (unsigned i = 0; i < r->rule_count; i++)
        for (unsigned k = random_below(r->random, 5); k > 0; k--)
            add_act(r, out, days, &r->rules[i]);
}

void generate_case(struct recipe *r, struct text *out) {
    struct days days = {.count = 2 + random_below(r->random, MAX_DAYS - 2)};
    days.span = random_between(r->random, 60, 160);
    unsigned rows = chance(r, 4) ? 0 : 2 + random_below(r->random, 12);
    memset(out, 0, sizeof *out);
    for (unsigned i = 0; i < days.count; i++)
        days.at[i] = r->base + (i > 0 && chance(r, 50)
                                    ? days.at[i - 1] - r->base +
                                          random_between(r->random, 1, 8)
                                    : random_between(r->random, 0, days.span));
    for (unsigned i = 0; i < rows; i++)
        add_row(r, out, &days);
    add_facts(r, out, &days);
    add_considered(r, out, &days);
    add_acts(r, out, &days);
    day_number as_at =
        chance(r, 40) ? pick_day(r, &days)
                      : r->base + random_between(r->random, -5, days.span + 30);
    add_line(r->arena, out, "  as at %s", day_words(r, as_at));
}
