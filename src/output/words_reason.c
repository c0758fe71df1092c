// SPDX-License-Identifier: MIT
/* words_reason.c: one sentence for each reason, without a full stop. */
#include "output/words.h"
#include "output/words_names.h"

#include "text/show.h"

static void add_value(struct strbuf *out, const struct results *r,
                      struct value v) {
    struct strbuf raw;
    strbuf_init(&raw, out->arena);
    value_print(&raw, r->program->atoms, v);
    show_add(out, strbuf_str(&raw));
}

static void add_attribute(struct strbuf *out, const struct results *r,
                          attribute_id a) {
    words_add_name(out, r->program->atoms, r->program->attributes[a].name);
}

static void add_condition(struct strbuf *out, const struct results *r,
                          const struct condition *c) {
    strbuf_add_byte(out, '"');
    words_condition(out, r, c);
    strbuf_add_byte(out, '"');
}

static void add_ended(struct strbuf *out, const struct results *r,
                      const struct reason *reason, const char *what) {
    strbuf_add_c(out, what);
    if (reason->event != NO_ID) {
        words_add_event(out, r, reason->event);
        strbuf_add_c(out, " on ");
    }
    words_add_day(out, reason->day);
}

static void add_changed(struct strbuf *out, const struct results *r,
                        const struct reason *reason) {
    strbuf_add_c(out, "from ");
    words_add_day(out, reason->day);
    if (reason->rule != NO_ID) {
        strbuf_add_c(out, " \"");
        words_add_rule(out, r, reason->rule);
        strbuf_add_c(out, "\" governs");
    }
    if (reason->now == DAY_NONE) {
        strbuf_add_c(out, ": nothing is required any more");
        return;
    }
    strbuf_add_c(out, ": due ");
    words_add_day(out, reason->now);
    if (reason->was != DAY_NONE) {
        strbuf_add_c(out, " instead of ");
        words_add_day(out, reason->was);
    }
}

static void add_missing(struct strbuf *out, const struct results *r,
                        const struct reason *reason) {
    if (reason->kind == REASON_MISSING_FACT) {
        const struct fact *f = &r->program->facts[reason->fact];
        strbuf_add_c(out, "record ");
        words_add_name(out, r->program->atoms, f->name);
        if (f->title.len > 0) {
            strbuf_add_c(out, " (");
            show_add(out, f->title);
            strbuf_add_byte(out, ')');
        }
        return;
    }
    strbuf_add_c(out, "record ");
    add_attribute(out, r, reason->attribute);
    strbuf_add_c(out, " of ");
    words_add_event(out, r, reason->event);
    strbuf_add_c(out, " on ");
    words_add_day(out, reason->day);
}

static void add_not_held(struct strbuf *out, const struct results *r,
                         const struct reason *reason) {
    strbuf_add_c(out, "it applies only ");
    strbuf_add_c(out, reason->kind == REASON_WHEN      ? "when "
                      : reason->kind == REASON_BY_THEN ? "if by then "
                                                       : "while ");
    add_condition(out, r, reason->condition);
    if (reason->kind == REASON_BY_THEN) {
        strbuf_add_c(out, ", judged on ");
        words_add_day(out, reason->day);
    }
}

static void add_person(struct strbuf *out, const struct results *r,
                       const struct reason *reason, const char *what) {
    role_id role = reason->value.kind == VALUE_NAME
                       ? program_role(r->program, reason->value.name)
                       : NO_ID;
    if (role != NO_ID && reason->value.text.len == 0)
        words_add_title(out, r->program->atoms, r->program->roles[role].title,
                        reason->value.name);
    else
        add_value(out, r, reason->value);
    strbuf_add_c(out, what);
}

static void add_conflict(struct strbuf *out, const struct results *r,
                         const struct reason *reason) {
    strbuf_add_c(out, "\"");
    words_add_rule(out, r, reason->rule);
    strbuf_add_c(out, "\" and \"");
    words_add_rule(out, r, reason->other);
    strbuf_add_c(out, "\" both hold, and the policy does not say which wins");
}

static void add_by(struct strbuf *out, const struct results *r,
                   const struct reason *reason) {
    strbuf_add_c(out, " on ");
    words_add_day(out, reason->day);
    if (reason->value.kind == VALUE_NAME) {
        strbuf_add_c(out, " by ");
        add_value(out, r, reason->value);
    }
    if (reason->text.len > 0) {
        strbuf_add_c(out, ": \"");
        show_add(out, reason->text);
        strbuf_add_byte(out, '"');
    }
}

static void add_granted(struct strbuf *out, const struct results *r,
                        const struct reason *reason) {
    if (reason->kind == REASON_EXTENDED) {
        strbuf_add_c(out, "extended from ");
        words_add_day(out, reason->was);
        strbuf_add_c(out, " to ");
        words_add_day(out, reason->now);
        strbuf_add_c(out, ", granted");
    } else if (reason->kind == REASON_AGREED) {
        strbuf_add_byte(out, '"');
        words_add_rule(out, r, reason->rule);
        strbuf_add_c(out, "\" was agreed");
    } else {
        strbuf_add_c(out,
                     reason->kind == REASON_WAIVED ? "waived" : "explained");
    }
    add_by(out, r, reason);
}

static const char *const act_words[] = {
    [ACT_EXTENDED] = "extension",    [ACT_WAIVED] = "waiver",
    [ACT_AGREED] = "agreement",      [ACT_CONSIDERED] = "consideration",
    [ACT_EXPLAINED] = "explanation",
};

static const char *const fault_words[] = {
    [ACT_COUNTS] = "",
    [ACT_NOT_FORESEEN] = "the rule provides for none",
    [ACT_NO_ONE] = "record who granted it",
    [ACT_WRONG_ROLE] = "that role may not grant it",
    [ACT_NOT_IN_WRITING] = "it has to be in writing",
    [ACT_NO_REASON] = "it needs a reason",
    [ACT_TOO_LATE] = "it came after the due day",
    [ACT_TOO_OFTEN] = "no more are allowed",
    [ACT_TOO_LONG] = "it goes further than is allowed",
    [ACT_NO_DATE] = "it does not say until when",
    [ACT_NO_LATER] = "its day is no later than the one that stood",
    [ACT_AMBIGUOUS] = "two began that day: say which with `for`",
};

static void add_refused(struct strbuf *out, const struct results *r,
                        const struct reason *reason) {
    strbuf_addf(out, "the %s", act_words[reason->act]);
    add_by(out, r, reason);
    strbuf_addf(out, " does not count: %s", fault_words[reason->fault]);
}

static void add_missing_field(struct strbuf *out, const struct results *r,
                              const struct reason *reason) {
    if (reason->text.len > 0) {
        strbuf_add_byte(out, '`');
        show_add(out, reason->text);
        strbuf_add_c(out, "` of an item of ");
    }
    add_attribute(out, r, reason->attribute);
    strbuf_add_c(out, " is not recorded");
}

/* After "it would be". */
static const char *status_as_adjective(enum status status) {
    switch (status) {
    case STATUS_OPEN: return "open";
    case STATUS_MET: return "met";
    case STATUS_MET_LATE: return "done late";
    case STATUS_OVERDUE: return "overdue";
    case STATUS_MISSED: return "never done";
    case STATUS_BREACHED: return "not kept";
    case STATUS_CANNOT_TELL: return "impossible to tell";
    case STATUS_TO_CONSIDER: return "to consider";
    case STATUS_NO_LONGER_DUE: return "no longer due";
    case STATUS_NOT_APPLICABLE: return "not needed";
    case STATUS_NOT_STARTED: return "not started";
    case STATUS_COUNT: break;
    }
    BUG("a status of no kind");
}

static void add_reading(struct strbuf *out, const struct results *r,
                        const struct reason *reason) {
    const struct unclear *u = &r->program->unclear[reason->unclear];
    strbuf_addf(out, "under %s reading of ",
                u->value_count > 2 ? "another" : "the other");
    words_add_name(out, r->program->atoms, u->name);
    strbuf_add_c(out, " (");
    add_value(out, r, reason->value);
    strbuf_add_c(out, ") ");
    if (reason->status == READING_NO_INSTANCE) {
        strbuf_add_c(out, "it would not arise");
        return;
    }
    if (reason->day != DAY_NONE) {
        strbuf_add_c(out, reason->was == DAY_NONE ? "another would begin on "
                                                  : "it would begin on ");
        words_add_day(out, reason->day);
        strbuf_add_c(out, " and be ");
    } else {
        strbuf_add_c(out, "it would be ");
    }
    strbuf_add_c(out, status_as_adjective((enum status)reason->status));
    if (reason->now != DAY_NONE) {
        strbuf_add_c(out, ", due ");
        words_add_day(out, reason->now);
    }
}

static const char *const plain_words[] = {
    [REASON_OUT_OF_SCOPE] = "the child was outside the policy's scope",
    [REASON_NOT_IN_FORCE] = "the policy was not in force",
    [REASON_OUTSIDE_CALENDAR] = "the due day lies beyond the days that the "
                                "calendar covers",
    [REASON_NO_INTERVAL] = "the interval is recorded as 0: record how long "
                           "it is",
    [REASON_PASSED] = "the date had passed when the case began",
};

/* Followed by what ended it, and the day. */
static const char *const ended_words[] = {
    [REASON_CLOSED_BEFORE] = "the case had closed on ",
    [REASON_ENDED_UNTIL] = "it ran until ",
    [REASON_ENDED_CLOSED] = "the case closed: ",
    [REASON_ENDED_SCOPE] = "the child left the policy's scope on ",
    [REASON_ENDED_WHILE] = "its condition stopped holding on ",
    [REASON_ENDED_AGAIN] = "a new one began: ",
};

void words_reason(struct strbuf *out, const struct results *r,
                  const struct reason *reason) {
    switch (reason->kind) {
    case REASON_OUT_OF_SCOPE:
    case REASON_NOT_IN_FORCE:
    case REASON_OUTSIDE_CALENDAR:
    case REASON_NO_INTERVAL:
    case REASON_PASSED: strbuf_add_c(out, plain_words[reason->kind]); break;
    case REASON_CLOSED_BEFORE:
    case REASON_ENDED_UNTIL:
    case REASON_ENDED_CLOSED:
    case REASON_ENDED_SCOPE:
    case REASON_ENDED_WHILE:
    case REASON_ENDED_AGAIN:
        add_ended(out, r, reason, ended_words[reason->kind]);
        break;
    case REASON_WHEN:
    case REASON_BY_THEN:
    case REASON_NOT_WHILE: add_not_held(out, r, reason); break;
    case REASON_NOTHING_REQUIRED:
        strbuf_add_c(out, "\"");
        words_add_rule(out, r, reason->rule);
        strbuf_add_c(out, "\" says that nothing is required");
        break;
    case REASON_EXCEPTION:
        strbuf_add_c(out, "\"");
        words_add_rule(out, r, reason->rule);
        strbuf_add_c(out, "\" applies");
        break;
    case REASON_CHANGED: add_changed(out, r, reason); break;
    case REASON_MISSING_FACT:
    case REASON_MISSING_ATTRIBUTE: add_missing(out, r, reason); break;
    case REASON_MISSING_EVENT:
        strbuf_add_c(out, "waits for ");
        words_add_event(out, r, reason->event);
        break;
    case REASON_CONFLICT: add_conflict(out, r, reason); break;
    case REASON_DEFAULT:
        strbuf_add_c(out, "nobody recorded ");
        words_add_name(out, r->program->atoms,
                       r->program->facts[reason->fact].name);
        strbuf_add_c(out, ", so its default stands: ");
        add_value(out, r, r->program->facts[reason->fact].otherwise);
        break;
    case REASON_WRONG_VALUE:
        add_attribute(out, r, reason->attribute);
        strbuf_add_c(out, " was ");
        add_value(out, r, reason->value);
        break;
    case REASON_MISSING_PERSON:
        add_person(out, r, reason, " is missing");
        break;
    case REASON_UNWANTED_PERSON:
        add_person(out, r, reason, " should not have been there");
        break;
    case REASON_BOOKED:
        words_add_event(out, r, reason->event);
        strbuf_add_c(out, " is planned for ");
        words_add_day(out, reason->day);
        break;
    case REASON_NOT_HELD:
        words_add_event(out, r, reason->event);
        strbuf_add_c(out, " was booked for ");
        words_add_day(out, reason->day);
        strbuf_add_c(out, " and is not recorded as held");
        break;
    case REASON_EXTENDED:
    case REASON_WAIVED:
    case REASON_AGREED:
    case REASON_EXPLAINED: add_granted(out, r, reason); break;
    case REASON_REFUSED: add_refused(out, r, reason); break;
    case REASON_MISSING_FIELD: add_missing_field(out, r, reason); break;
    case REASON_RECORD_TIME:
        strbuf_add_c(out, "record the time of ");
        words_add_event(out, r, reason->event);
        strbuf_add_c(out, " on ");
        words_add_day(out, reason->day);
        break;
    case REASON_READING: add_reading(out, r, reason); break;
    case REASON_ENDED_VERSION:
        strbuf_add_c(out, "the version of the policy that follows, from ");
        words_add_day(out, reason->day);
        strbuf_add_c(out, ", does not ask for it");
        break;
    }
}
