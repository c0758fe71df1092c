// SPDX-License-Identifier: MIT
/* json_simdjson.cc: json.h over simdjson; the only C++ of cinp.
 *
 * simdjson's DOM parser checks the whole text before anything is read from
 * it, and picks the best instructions of the machine it runs on (its
 * on-demand interface does neither).  Its tree is copied at once into nodes
 * that C can walk; texts stay in the parser's buffer.
 *
 * No exception can arise: everything here returns error codes. */
#include <new>
#include <simdjson.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow" /* C's struct and function names */
#define _Noreturn [[noreturn]] /* C's word for it, which base.h uses */
extern "C" {
#include "base/vec.h"
#include "record/json.h"
}
#pragma GCC diagnostic pop

static_assert(JSON_PADDING >= simdjson::SIMDJSON_PADDING, "too little padding");

namespace dom = simdjson::dom;

struct json_reader {
    struct arena *arena = nullptr;
    dom::parser parser;
    VEC(struct json_node) nodes{}; /* kept from text to text */
    unsigned depth = 0;
    bool too_deep = false;
};

namespace {

void grow(json_reader *r) {
    if (r->nodes.len >= UINT32_MAX / 2)
        BUG("more JSON values than numbers for them");
    r->nodes.at = static_cast<json_node *>(
        vec_room(r->arena, r->nodes.at, sizeof *r->nodes.at, r->nodes.len,
                 &r->nodes.cap));
}

/* One more node, of nothing inside; made in place, for there are many. */
inline json_node *add(json_reader *r, json_kind kind) {
    if (r->nodes.len == r->nodes.cap)
        grow(r);
    json_node *node = &r->nodes.at[r->nodes.len++];
    node->kind = static_cast<uint8_t>(kind);
    node->end = static_cast<uint32_t>(r->nodes.len);
    return node;
}

void add_number(json_reader *r, json_kind kind, int64_t number) {
    add(r, kind)->number = number;
}

void add_text(json_reader *r, std::string_view text) {
    json_node *node = add(r, JSON_TEXT);
    node->text.at = text.data();
    node->text.len = text.size();
}

void add_whole(json_reader *r, int64_t number) {
    if (number > JSON_MAX_NUMBER || number < -JSON_MAX_NUMBER)
        add_number(r, JSON_NOT_EXACT, 0);
    else
        add_number(r, JSON_NUMBER, number * 1000);
}

/* `number` is the double nearest to what was written; so is n / 1000.0 to n
 * thousandths. Equal doubles, then, are the only sign of an exact one. */
void add_decimal(json_reader *r, double number) {
    double limit = static_cast<double>(JSON_MAX_NUMBER);
    if (!(number <= limit && number >= -limit)) {
        add_number(r, JSON_NOT_EXACT, 0);
        return;
    }
    double rounded = number * 1000 + (number < 0 ? -0.5 : 0.5);
    int64_t thousandths = static_cast<int64_t>(rounded);
    bool exact = static_cast<double>(thousandths) / 1000 == number;
    add_number(r, exact ? JSON_NUMBER : JSON_NOT_EXACT, thousandths);
}

void add_value(json_reader *r, dom::element value);

/* simdjson does not count what is empty. */
size_t open_node(json_reader *r, json_kind kind) {
    size_t at = r->nodes.len;
    add(r, kind);
    if (++r->depth > JSON_MAX_DEPTH)
        r->too_deep = true;
    return at;
}

void close_node(json_reader *r, size_t at) {
    r->nodes.at[at].end = static_cast<uint32_t>(r->nodes.len);
    r->depth--;
}

void add_object(json_reader *r, dom::object object) {
    size_t at = open_node(r, JSON_OBJECT);
    for (dom::key_value_pair member : object) {
        add_text(r, member.key);
        add_value(r, member.value);
    }
    close_node(r, at);
}

void add_array(json_reader *r, dom::array array) {
    size_t at = open_node(r, JSON_ARRAY);
    for (dom::element element : array)
        add_value(r, element);
    close_node(r, at);
}

/* Recursion no deeper than simdjson allows. Each value_unsafe() is of the
 * type that was just found out. */
void add_value(json_reader *r, dom::element value) {
    switch (value.type()) {
    case dom::element_type::OBJECT:
        add_object(r, value.get_object().value_unsafe());
        break;
    case dom::element_type::ARRAY:
        add_array(r, value.get_array().value_unsafe());
        break;
    case dom::element_type::STRING:
        add_text(r, value.get_string().value_unsafe());
        break;
    case dom::element_type::INT64:
        add_whole(r, value.get_int64().value_unsafe());
        break;
    case dom::element_type::UINT64: /* only what no int64 can hold */
        add_number(r, JSON_NOT_EXACT, 0);
        break;
    case dom::element_type::DOUBLE:
        add_decimal(r, value.get_double().value_unsafe());
        break;
    case dom::element_type::BOOL:
        add_number(r, JSON_YES_NO, value.get_bool().value_unsafe());
        break;
    case dom::element_type::NULL_VALUE:
        add(r, JSON_NULL);
        break;
    }
}

/* Room for a text of `len` bytes; doubles, so that slowly growing texts do
 * not make it move each time. */
bool make_room(dom::parser &parser, size_t len) {
    if (len <= parser.capacity() && parser.capacity())
        return true;
    size_t cap = MAX(len, MAX(2 * parser.capacity(), size_t{1} << 16));
    return parser.allocate(cap, JSON_MAX_DEPTH + 1) == simdjson::SUCCESS;
}

} // namespace

extern "C" struct json_reader *json_reader_open(struct arena *arena) {
    json_reader *r = new (std::nothrow) json_reader;
    if (r)
        r->arena = arena;
    return r;
}

extern "C" enum json_outcome json_read(struct json_reader *r,
                                       const char *bytes, size_t len,
                                       struct json_doc *doc) {
    if (!make_room(r->parser, len))
        return JSON_NO_MEMORY;
    dom::element root;
    switch (r->parser.parse(bytes, len, false).get(root)) {
    case simdjson::SUCCESS: break;
    case simdjson::DEPTH_ERROR: return JSON_TOO_DEEP;
    case simdjson::MEMALLOC: return JSON_NO_MEMORY;
    default: return JSON_FAULTY;
    }
    r->nodes.len = 0;
    r->depth = 0;
    r->too_deep = false;
    add_value(r, root);
    if (r->too_deep)
        return JSON_TOO_DEEP;
    doc->nodes = r->nodes.at;
    doc->count = static_cast<uint32_t>(r->nodes.len);
    return JSON_READ;
}

extern "C" void json_reader_close(struct json_reader *r) {
    delete r;
}
