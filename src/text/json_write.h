/* json_write.h: writing JSON, with the commas looked after.
 *
 *     struct json json = json_begin(&out);
 *     json_object(&json);
 *     json_key(&json, "version"), json_int(&json, 1);
 *     json_object_end(&json);
 *
 * What is written is one line of UTF-8, whatever the bytes of the texts.
 * Nesting is the caller's to balance: nothing is remembered but whether the
 * next value needs a comma before it. */
#ifndef CINP_JSON_WRITE_H
#define CINP_JSON_WRITE_H

#include "base/str.h"

struct json {
    struct strbuf *out;
    bool comma; /* due before the next key or value */
};

struct json json_begin(struct strbuf *out);
void json_object(struct json *json);
void json_object_end(struct json *json);
void json_array(struct json *json);
void json_array_end(struct json *json);
/* Only inside an object; the member's value is to follow. */
void json_key(struct json *json, const char *key);
void json_str(struct json *json, str text);
void json_int(struct json *json, int64_t number);
void json_bool(struct json *json, bool yes);
void json_null(struct json *json);

/* A key and its value. */
void json_key_str(struct json *json, const char *key, str text);
void json_key_int(struct json *json, const char *key, int64_t number);
void json_key_bool(struct json *json, const char *key, bool yes);

/* `text` as a string in quotes: no commas here. A byte that is not UTF-8
 * becomes U+FFFD. */
void json_string(struct strbuf *out, str text);

#endif
