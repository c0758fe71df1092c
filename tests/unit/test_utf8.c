// SPDX-License-Identifier: MIT
/* Bytes, code points and cells. */
#include <string.h>

#include "text/utf8.h"
#include "unit.h"

/* A literal with a NUL inside keeps it. */
#define ROW(literal) {literal, sizeof literal - 1}

static void what_is_utf8(void **state) {
    (void)state;
    static const struct {
        str text;
        size_t first_bad;
    } rows[] = {
        {ROW(""), 0},
        {ROW("plain"), 5},
        {ROW("\0"), 1},
        {ROW("t\xC5\xB7 gwyn"), 8},
        {ROW("\x7F\xC2\x80"), 3},             /* the ends of each length */
        {ROW("\xDF\xBF\xE0\xA0\x80"), 5},
        {ROW("\xEF\xBF\xBF"), 3},
        {ROW("\xF0\x90\x80\x80"), 4},
        {ROW("\xF4\x8F\xBF\xBF"), 4},
        {ROW("\xED\x9F\xBF\xEE\x80\x80"), 6}, /* round the surrogates */
        {ROW("\x80"), 0},                     /* continuation alone */
        {ROW("ab\xBF"), 2},
        {ROW("\xC0\x80"), 0},                 /* overlong NUL */
        {ROW("\xC1\xBF"), 0},
        {ROW("\xE0\x9F\xBF"), 0},
        {ROW("\xF0\x8F\xBF\xBF"), 0},
        {ROW("a\xED\xA0\x80"), 1},            /* surrogates */
        {ROW("\xED\xBF\xBF"), 0},
        {ROW("\xF4\x90\x80\x80"), 0},         /* above U+10FFFF */
        {ROW("\xF5\x80\x80\x80"), 0},
        {ROW("\xFE"), 0},
        {ROW("\xFF"), 0},
        {ROW("a\xC5"), 1},                    /* cut short at the end */
        {ROW("a\xE2\x82"), 1},
        {ROW("a\xF0\x9F\x98"), 1},
        {ROW("\xE2\x82 "), 0},                /* cut short by a space */
        {ROW("\xC5\xC5\xB7"), 0},
        {ROW("12345678\x93"), 8},             /* past a run of eight */
        {ROW("1234567\xC5\xB7 12345678 \xE9t\xE9"), 19},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_int_equal(utf8_first_bad(rows[i].text, 0), rows[i].first_bad);
}

static void looking_on_after_a_bad_byte(void **state) {
    (void)state;
    str text = STR("a\x93 b\x94");
    assert_int_equal(utf8_first_bad(text, 1), 1);
    assert_int_equal(utf8_first_bad(text, 2), 4);
    assert_int_equal(utf8_first_bad(text, 5), 5);
    assert_int_equal(utf8_first_bad(text, 50), 5);
}

static void reading_characters(void **state) {
    (void)state;
    str text = STR("a\xC5\xB7\xE2\x82\xAC\xF0\x9F\x98\x80\x93\xE2\x82");
    static const struct {
        size_t at;
        int32_t code;
        uint32_t len;
    } rows[] = {
        {0, 'a', 1},      {1, 0x177, 2}, {2, -1, 1},  {3, 0x20AC, 3},
        {6, 0x1F600, 4}, {10, -1, 1},   {11, -1, 1}, {12, -1, 1},
        {13, -1, 0},      {99, -1, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct utf8_char c = utf8_next(text, rows[i].at);
        assert_int_equal(c.code, rows[i].code);
        assert_int_equal(c.len, rows[i].len);
    }
    assert_int_equal(utf8_count(text), 7);
    assert_int_equal(utf8_count((str){NULL, 0}), 0);
}

static void writing_characters(void **state) {
    static const int32_t codes[] = {0, 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD,
                                    0x10000, 0x10FFFF};
    struct strbuf b;
    strbuf_init(&b, *state);
    for (size_t i = 0; i < ARRAY_LEN(codes); i++)
        utf8_add(&b, codes[i]);
    str all = strbuf_str(&b);
    size_t at = 0;
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        struct utf8_char c = utf8_next(all, at);
        assert_int_equal(c.code, codes[i]);
        at += c.len;
    }
    assert_int_equal(at, all.len);
}

static void widths(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t cells;
    } rows[] = {
        {"", 0},
        {"plain", 5},
        {"t\xC5\xB7", 2},                         /* ŷ */
        {"w\xCC\x82yn", 3},                       /* w and a circumflex */
        {"\xE6\x97\xA5\xE6\x9C\xAC", 4},          /* two ideographs */
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2}, /* one Hangul syllable */
        {"\xF0\x9F\x98\x80", 2},                  /* a face */
        {"\xE2\x9D\xA4\xEF\xB8\x8F", 2},          /* a heart as emoji */
        {"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D"
         "\xF0\x9F\x91\xA7", 2},                  /* a family */
        {"\xF0\x9F\x87\xAC\xF0\x9F\x87\xA7", 2},  /* the flag of two letters */
        {"\xF0\x9F\x87\xAC\xF0\x9F\x87\xA7\xF0\x9F\x87\xAC\xF0\x9F\x87\xA7", 4},
        {"\xCC\x82", 0},                          /* a mark alone */
        {"\x93", 0},
        {"\t", 0},
        {"a\xE2\x80\x8B" "b", 2},                 /* zero width space */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_int_equal(utf8_width(str_of(rows[i].text)), rows[i].cells);
}

static void clusters(void **state) {
    (void)state;
    static const struct {
        str text;
        uint32_t len, cells;
    } rows[] = {
        {ROW(""), 0, 0},
        {ROW("ab"), 1, 1},
        {ROW("\r\n"), 1, 0},
        {ROW("w\xCC\x82y"), 3, 1},
        {ROW("\xE2\x9D\xA4\xEF\xB8\x8Fx"), 6, 2},
        {ROW("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9!"), 11, 2},
        {ROW("a\xE2\x80\x8D\xCC\x82"), 1, 1}, /* a joiner may not hide */
        {ROW("a\xF3\xA0\x81\xA1"), 1, 1},     /* nor may a tag */
        {ROW("a\x93"), 1, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct utf8_cluster c = utf8_cluster(rows[i].text, 0);
        assert_int_equal(c.len, rows[i].len);
        assert_int_equal(c.cells, rows[i].cells);
    }
}

static void clusters_have_an_end(void **state) {
    struct strbuf b;
    strbuf_init(&b, *state);
    strbuf_add_byte(&b, 'a');
    for (int i = 0; i < 100000; i++)
        strbuf_add_c(&b, "\xCC\x82");
    assert_true(utf8_cluster(strbuf_str(&b), 0).len <= 130);
    assert_int_equal(utf8_width(strbuf_str(&b)), 1);
}

enum { START = 1, CONTINUE = 2, CONTROL = 4, BIDI = 8, INVISIBLE = 16 };

static unsigned kinds_of(int32_t code) {
    return (utf8_is_name_start(code) ? START : 0) |
           (utf8_is_name_continue(code) ? CONTINUE : 0) |
           (utf8_is_control(code) ? CONTROL : 0) |
           (utf8_is_bidi_control(code) ? BIDI : 0) |
           (utf8_is_invisible(code) ? INVISIBLE : 0);
}

static void kinds_of_characters(void **state) {
    (void)state;
    static const struct {
        int32_t code;
        unsigned kinds;
    } rows[] = {
        {-1, 0},
        {0, CONTROL},
        {'\t', CONTROL},
        {'\n', CONTROL},
        {0x1F, CONTROL},
        {' ', 0},
        {'-', 0},
        {'"', 0},
        {'@', 0},
        {'[', 0},
        {'`', 0},
        {'{', 0},
        {0x7F, CONTROL},
        {0x80, CONTROL},
        {0x9F, CONTROL},
        {'a', START | CONTINUE},
        {'Z', START | CONTINUE},
        {'_', START | CONTINUE},
        {'0', CONTINUE},
        {'9', CONTINUE},
        {':', 0},
        {0xA0, 0},                  /* no-break space: seen as a space */
        {0xAA, START | CONTINUE},   /* feminine ordinal, Lo */
        {0xAD, INVISIBLE},          /* soft hyphen */
        {0xB7, 0},
        {0x175, START | CONTINUE},  /* ŵ */
        {0x302, CONTINUE},          /* circumflex, Mn */
        {0x34F, INVISIBLE},         /* grapheme joiner */
        {0x434, START | CONTINUE},  /* Cyrillic de */
        {0x61C, BIDI},
        {0x660, CONTINUE},          /* Arabic digit, Nd */
        {0x903, CONTINUE},          /* Devanagari visarga, Mc */
        {0x115F, INVISIBLE},        /* Hangul filler, Lo */
        {0x1F88, START | CONTINUE}, /* title case, Lt */
        {0x200B, INVISIBLE},
        {0x200C, INVISIBLE},
        {0x200D, INVISIBLE},
        {0x200E, BIDI},
        {0x200F, BIDI},
        {0x2013, 0},
        {0x2028, INVISIBLE},
        {0x202A, BIDI},
        {0x202E, BIDI},
        {0x203F, CONTINUE},         /* undertie, Pc */
        {0x2060, INVISIBLE},
        {0x2066, BIDI},
        {0x2069, BIDI},
        {0x2160, START | CONTINUE}, /* Roman numeral, Nl */
        {0x20AC, 0},
        {0x3164, INVISIBLE},        /* Hangul filler, Lo */
        {0x65E5, START | CONTINUE},
        {0xE000, 0},                /* private use */
        {0xFE0F, INVISIBLE},
        {0xFEFF, INVISIBLE},
        {0xFFFA, INVISIBLE},
        {0xFFFD, 0},
        {0x1F600, 0},
        {0xE0061, INVISIBLE},       /* tag */
        {0x10FFFF, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (kinds_of(rows[i].code) != rows[i].kinds)
            print_error("U+%04X\n", (unsigned)rows[i].code);
        assert_int_equal(kinds_of(rows[i].code), rows[i].kinds);
    }
}

static void normal_form(void **state) {
    static const struct {
        str text, normal;
    } rows[] = {
        {ROW(""), ROW("")},
        {ROW("plain"), ROW("plain")},
        {ROW("w\xCC\x82y\xCC\x82n"), ROW("\xC5\xB5\xC5\xB7n")},
        {ROW("\xC5\xB5"), ROW("\xC5\xB5")},
        {ROW("\xE2\x84\xAB"), ROW("\xC3\x85")},               /* Angstrom */
        {ROW("\xEF\xAC\x81"), ROW("\xEF\xAC\x81")},           /* fi: not NFKC */
        {ROW("\xE0\xA5\x98"), ROW("\xE0\xA4\x95\xE0\xA4\xBC")}, /* grows */
        {ROW("a\xCC\x82\0e\xCC\x81"), ROW("\xC3\xA2\0\xC3\xA9")},
        {ROW("q\xCC\x87\xCC\xA3"), ROW("q\xCC\xA3\xCC\x87")}, /* reordered */
        {ROW("e\xCC\x81\x93"), ROW("e\xCC\x81\x93")},         /* not UTF-8 */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        str normal = utf8_nfc(*state, rows[i].text);
        assert_true(str_eq(normal, rows[i].normal));
        assert_true(str_eq(utf8_nfc(*state, normal), normal));
    }
}

static void normal_text_is_not_copied(void **state) {
    struct arena *arena = *state;
    str text = STR("\xC5\xB5yn");
    assert_ptr_equal(utf8_nfc(arena, text).at, text.at);
    assert_ptr_equal(utf8_nfc(arena, STR("plain")).at, STR("plain").at);
}

static void characters_of_word_processors(void **state) {
    (void)state;
    static const struct {
        int32_t code;
        const char *ascii, *name;
    } rows[] = {
        {0x2018, "'", "a curly quote"},
        {0x2019, "'", "a curly quote"},
        {0x201C, "\"", "a curly quote"},
        {0x201D, "\"", "a curly quote"},
        {0xA0, " ", "a no-break space"},
        {0x202F, " ", "a narrow no-break space"},
        {0x2007, " ", "a figure space"},
        {0x2013, "-", "an en dash"},
        {0x2014, "-", "an em dash"},
        {0x2026, "...", "an ellipsis"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct word_character *w = utf8_word_character(rows[i].code);
        assert_non_null(w);
        assert_string_equal(w->ascii, rows[i].ascii);
        assert_string_equal(w->name, rows[i].name);
    }
    for (int32_t code = -1; code < 0x80; code++)
        assert_null(utf8_word_character(code));
    assert_null(utf8_word_character(0x175));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_utf8),
        cmocka_unit_test(looking_on_after_a_bad_byte),
        cmocka_unit_test(reading_characters),
        ARENA_TEST(writing_characters),
        cmocka_unit_test(widths),
        cmocka_unit_test(clusters),
        ARENA_TEST(clusters_have_an_end),
        cmocka_unit_test(kinds_of_characters),
        ARENA_TEST(normal_form),
        ARENA_TEST(normal_text_is_not_copied),
        cmocka_unit_test(characters_of_word_processors),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
