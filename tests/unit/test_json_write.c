// SPDX-License-Identifier: MIT
/* Writing JSON: where commas go, and which bytes are escaped. */
#include "text/json_write.h"
#include "unit.h"

static void commas(void **state) {
    struct strbuf out;
    strbuf_init(&out, *state);
    struct json json = json_begin(&out);
    json_object(&json);
    json_key(&json, "empty"), json_array(&json), json_array_end(&json);
    json_key(&json, "none"), json_object(&json), json_object_end(&json);
    json_key(&json, "list");
    json_array(&json);
    json_int(&json, 1);
    json_bool(&json, true);
    json_null(&json);
    json_array(&json);
    json_array(&json), json_array_end(&json);
    json_array_end(&json);
    json_object(&json);
    json_key_bool(&json, "no", false);
    json_object_end(&json);
    json_str(&json, STR("last"));
    json_array_end(&json);
    json_key_int(&json, "n", -5);
    json_key_str(&json, "s", STR(""));
    json_object_end(&json);
    assert_str(strbuf_str(&out),
               "{\"empty\":[],\"none\":{},"
               "\"list\":[1,true,null,[[]],{\"no\":false},\"last\"],"
               "\"n\":-5,\"s\":\"\"}");
}

static void numbers(void **state) {
    struct strbuf out;
    strbuf_init(&out, *state);
    struct json json = json_begin(&out);
    json_array(&json);
    json_int(&json, 0);
    json_int(&json, INT64_MIN);
    json_int(&json, INT64_MAX);
    json_array_end(&json);
    assert_str(strbuf_str(&out),
               "[0,-9223372036854775808,9223372036854775807]");
}

static void strings(void **state) {
    static const struct {
        str text;
        const char *json;
    } rows[] = {
        {{NULL, 0}, "\"\""},
        {{"plain", 5}, "\"plain\""},
        {{"a\"b\\c/", 6}, "\"a\\\"b\\\\c/\""},
        {{"\n\r\t", 3}, "\"\\n\\r\\t\""},
        {{"\0\1\x1F\x7F", 4}, "\"\\u0000\\u0001\\u001f\\u007f\""},
        {{"t\xC5\xB7 \xF0\x9F\x98\x80", 8}, "\"t\xC5\xB7 \xF0\x9F\x98\x80\""},
        {{"\x93q\xE2\x82", 4},
         "\"\xEF\xBF\xBDq\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {{"\xED\xA0\x80", 3}, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct strbuf out;
        strbuf_init(&out, *state);
        json_string(&out, rows[i].text);
        assert_str(strbuf_str(&out), rows[i].json);
    }
}

static void keys_are_escaped_too(void **state) {
    struct strbuf out;
    strbuf_init(&out, *state);
    struct json json = json_begin(&out);
    json_object(&json);
    json_key_int(&json, "a\"b", 1);
    json_object_end(&json);
    assert_str(strbuf_str(&out), "{\"a\\\"b\":1}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(commas),
        ARENA_TEST(numbers),
        ARENA_TEST(strings),
        ARENA_TEST(keys_are_escaped_too),
    };
    return cmocka_run_group_tests_name("json_write", tests, NULL, NULL);
}
