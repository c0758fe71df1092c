// SPDX-License-Identifier: MIT
/* Arenas and the vectors in them, on allocators that count and that run out. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <stdalign.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/vec.h"
#include "unit.h"

/* A host that counts, and that jumps out when `left` blocks are used up. */
struct host {
    size_t gets, puts, left;
    jmp_buf out;
};

static void *host_get(void *host, size_t size) {
    struct host *h = host;
    if (h->left == 0)
        longjmp(h->out, 1);
    h->left--;
    h->gets++;
    void *block = malloc(size);
    assert_non_null(block);
    return memset(block, 0xA5, size); /* arenas must zero it themselves */
}

static void host_put(void *host, void *block) {
    struct host *h = host;
    h->puts++;
    free(block);
}

static struct block_allocator from_host(struct host *h) {
    h->left = SIZE_MAX;
    return (struct block_allocator){host_get, host_put, h};
}

static bool is_zero(const char *at, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (at[i])
            return false;
    return true;
}

static void memory_is_zeroed_and_aligned(void **state) {
    (void)state;
    static const size_t sizes[] = {0, 1, 2, 7, 8, 15, 16, 17, 4095,
                                   8192, 100000, 3 << 20};
    struct host host = {0};
    struct arena a;
    arena_init(&a, from_host(&host));
    for (int turn = 0; turn < 3; turn++) {
        for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
            char *at = arena_alloc(&a, sizes[i]);
            assert_non_null(at);
            assert_int_equal((uintptr_t)at % alignof(max_align_t), 0);
            assert_true(is_zero(at, sizes[i]));
            memset(at, 0xFF, sizes[i]);
        }
        arena_reset(&a);
    }
    arena_fini(&a);
    assert_int_equal(host.gets, host.puts);
}

static void objects_do_not_overlap(void **state) {
    struct arena *a = *state;
    enum { COUNT = 2000 };
    unsigned char *at[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        at[i] = arena_alloc(a, i);
        memset(at[i], (int)(i & 0xFF), i);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < i; j++)
            assert_int_equal(at[i][j], i & 0xFF);
}

static void fini_gives_every_block_back(void **state) {
    (void)state;
    struct host host = {0};
    struct arena a;
    arena_init(&a, from_host(&host));
    for (int i = 0; i < 1000; i++)
        arena_alloc(&a, 1000);
    arena_reset(&a);
    arena_alloc(&a, 10);
    arena_fini(&a);
    assert_true(host.gets > 1);
    assert_int_equal(host.gets, host.puts);
    arena_alloc(&a, 10); /* usable again */
    arena_fini(&a);
    assert_int_equal(host.gets, host.puts);
}

static void rewind_forgets_what_came_after(void **state) {
    struct arena *a = *state;
    char *kept = arena_alloc(a, 100);
    memset(kept, 'k', 100);
    for (int turn = 0; turn < 100; turn++) {
        struct arena_mark mark = arena_mark(a);
        struct block *newest = a->blocks;
        for (int i = 0; i < 50; i++)
            memset(arena_alloc(a, 5000), 'x', 5000);
        arena_rewind(a, mark);
        assert_ptr_equal(a->blocks, newest);
    }
    for (int i = 0; i < 100; i++)
        assert_int_equal(kept[i], 'k');
}

static void rewind_to_the_mark_of_an_empty_arena(void **state) {
    struct arena *a = *state;
    struct arena_mark mark = arena_mark(a);
    arena_alloc(a, 100000);
    arena_rewind(a, mark);
    assert_null(a->blocks);
    assert_true(is_zero(arena_alloc(a, 10), 10));
}

static void growing_keeps_the_bytes_and_zeroes_the_rest(void **state) {
    struct arena *a = *state;
    static const size_t sizes[] = {1, 2, 16, 17, 100, 8000, 9000, 1 << 21};
    size_t old_size = 0;
    char *at = NULL;
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        at = arena_grow(a, at, old_size, sizes[i]);
        for (size_t j = 0; j < old_size; j++)
            assert_int_equal(at[j], 'g');
        assert_true(is_zero(at + old_size, sizes[i] - old_size));
        memset(at, 'g', sizes[i]);
        old_size = sizes[i];
    }
    assert_ptr_equal(arena_grow(a, at, old_size, 10), at);
}

#ifdef CINP_ARENA_STRESS

static void stress_keeps_nothing(void **state) {
    (void)state;
    struct host host = {0};
    struct arena a;
    arena_init(&a, from_host(&host));
    for (int i = 0; i < 10; i++)
        arena_alloc(&a, 1);
    assert_int_equal(host.gets, 10);
    arena_reset(&a);
    assert_int_equal(host.puts, 10);
    arena_fini(&a);
}

#else

/* A turn of mixed sizes, some larger than any ordinary block. */
static void allocate_a_turn(struct arena *a, unsigned seed, int objects) {
    for (int i = 0; i < objects; i++) {
        seed = seed * 1664525u + 1013904223u;
        arena_alloc(a, i % 97 == 96 ? 3u << 20 : seed >> 20);
    }
}

static void a_turn_like_the_last_asks_for_nothing(void **state) {
    (void)state;
    struct host host = {0};
    struct arena a;
    arena_init(&a, from_host(&host));
    allocate_a_turn(&a, 1, 1000);
    size_t warm = host.gets;
    assert_true(warm > 3);
    for (int turn = 0; turn < 10; turn++) {
        arena_reset(&a);
        allocate_a_turn(&a, 1, 1000 - 90 * turn);
    }
    assert_int_equal(host.gets, warm);
    assert_int_equal(host.puts, 0);
    arena_fini(&a);
}

static void rewind_gives_the_same_memory_again(void **state) {
    struct arena *a = *state;
    arena_alloc(a, 100);
    struct arena_mark mark = arena_mark(a);
    char *first = arena_alloc(a, 64);
    memset(first, 0xFF, 64);
    arena_alloc(a, 1 << 20);
    arena_rewind(a, mark);
    char *second = arena_alloc(a, 64);
    assert_ptr_equal(first, second);
    assert_true(is_zero(second, 64));
}

static void the_last_object_grows_in_place(void **state) {
    struct arena *a = *state;
    char *at = arena_alloc(a, 20);
    assert_ptr_equal(arena_grow(a, at, 20, 500), at);
    char *after = arena_alloc(a, 16);
    assert_true(after >= at + 500);
    char *moved = arena_grow(a, at, 500, 600);
    assert_ptr_not_equal(moved, at);
    assert_true(moved >= after + 16);
}

#endif

/* The host may leave by a jump; what the arena holds is still good. */
static void a_host_may_jump_out(void **state) {
    (void)state;
    struct host host = {0};
    struct arena a;
    arena_init(&a, from_host(&host));
    char *kept = arena_alloc(&a, 8);
    memcpy(kept, "kept", 5);
    host.left = 3;
    volatile int made = 0;
    if (setjmp(host.out) == 0) {
        for (;;) {
            arena_alloc(&a, 100000);
            made++;
        }
    }
    assert_true(made >= 3);
    assert_string_equal(kept, "kept");
    host.left = SIZE_MAX;
    assert_non_null(arena_alloc(&a, 100000));
    arena_fini(&a);
    assert_int_equal(host.gets, host.puts);
}

/* Exit code of a process that does `work`. */
static int exit_code_of(void (*work)(void)) {
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        close(STDERR_FILENO);
        work();
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void overflow_an_array(void) {
    struct arena a;
    arena_init(&a, process_allocator);
    arena_array(&a, SIZE_MAX / 2, 3);
}

static void allocate_nearly_everything(void) {
    struct arena a;
    arena_init(&a, process_allocator);
    arena_alloc(&a, SIZE_MAX - 3);
}

static void rewind_to_a_strange_mark(void) {
    struct arena a, b;
    arena_init(&a, process_allocator);
    arena_init(&b, process_allocator);
    arena_alloc(&a, 1);
    arena_alloc(&b, 1);
    arena_rewind(&a, arena_mark(&b));
}

static void do_nothing_wrong(void) {
    struct arena a;
    arena_init(&a, process_allocator);
    arena_array(&a, 16, 16);
    arena_fini(&a);
}

static void sums_gone_wrong_are_bugs(void **state) {
    (void)state;
    assert_int_equal(exit_code_of(do_nothing_wrong), 0);
    assert_int_equal(exit_code_of(overflow_an_array), 70);
    assert_int_equal(exit_code_of(allocate_nearly_everything), 70);
    assert_int_equal(exit_code_of(rewind_to_a_strange_mark), 70);
}

static void a_vector_holds_what_was_pushed(void **state) {
    struct arena *a = *state;
    VEC(int) v = {0};
    for (int i = 0; i < 10000; i++) {
        vec_push(a, &v, i * 3);
        assert_true(v.len <= v.cap);
    }
    assert_int_equal(v.len, 10000);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(v.at[i], i * 3);
}

static void two_vectors_grow_side_by_side(void **state) {
    struct arena *a = *state;
    VEC(char) chars = {0};
    VEC(struct arena_mark) marks = {0};
    for (int i = 0; i < 1000; i++) {
        vec_push(a, &chars, (char)i);
        vec_push(a, &marks, ((struct arena_mark){NULL, (char *)a + i}));
    }
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(chars.at[i], (char)i);
        assert_ptr_equal(marks.at[i].next, (char *)a + i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        ARENA_TEST(objects_do_not_overlap),
        cmocka_unit_test(fini_gives_every_block_back),
        ARENA_TEST(rewind_forgets_what_came_after),
        ARENA_TEST(rewind_to_the_mark_of_an_empty_arena),
        ARENA_TEST(growing_keeps_the_bytes_and_zeroes_the_rest),
#ifdef CINP_ARENA_STRESS
        cmocka_unit_test(stress_keeps_nothing),
#else
        cmocka_unit_test(a_turn_like_the_last_asks_for_nothing),
        ARENA_TEST(rewind_gives_the_same_memory_again),
        ARENA_TEST(the_last_object_grows_in_place),
#endif
        cmocka_unit_test(a_host_may_jump_out),
        cmocka_unit_test(sums_gone_wrong_are_bugs),
        ARENA_TEST(a_vector_holds_what_was_pushed),
        ARENA_TEST(two_vectors_grow_side_by_side),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
