/* One rank of an MPI through the standard's binary interface: collectives, neighbourhoods and windows. */
#include "standard.h"
#include <stdlib.h>
#include <string.h>

static int copied(const void *from, int64_t sends, Handle send_type, void *to, int64_t recvs, Handle recv_type,
        Handle comm, const char *call) {
    if (no_comm(comm, call)) return ERR_COMM;
    if (!element_bytes(send_type)) return refused(ERR_TYPE, call, "no datatype is", send_type);
    if (!element_bytes(recv_type)) return refused(ERR_TYPE, call, "no datatype is", recv_type);
    int64_t bytes = sends * element_bytes(send_type);
    if (bytes != recvs * element_bytes(recv_type)) return refused(ERR_COUNT, call, "not what is received,", bytes);
    memmove(to, from, bytes);
    return 0;
}

static int rooted(int code, int root, const char *call) {
    return code || root == 0 ? code : refused(ERR_ROOT, call, "no root is", root);
}

static int reduced(const void *from, void *to, int count, Handle type, Handle op, Handle comm, const char *call) {
    return no_op(op, type, call) ? no_op(op, type, call) : copied(from, count, type, to, count, type, comm, call);
}

static int parted(const void *from, const int *sends, const int *send_at, Handle send_type, void *to, const int *recvs,
        const int *recv_at, Handle recv_type, Handle comm, const char *call) {
    return copied((const char *)from + send_at[0] * element_bytes(send_type), sends[0], send_type,
            (char *)to + recv_at[0] * element_bytes(recv_type), recvs[0], recv_type, comm, call);
}

#define PAIR const void *from, int sends, Handle send_type, void *to, int recvs, Handle recv_type
#define PASSED from, sends, send_type, to, recvs, recv_type
#define REDUCTION const void *from, void *to, int count, Handle type, Handle op
#define PARTS const void *from, const int *sends, const int *send_at, Handle send_type, void *to, const int *recvs, \
        const int *recv_at, Handle recv_type, Handle comm
#define PASSED_PARTS from, sends, send_at, send_type, to, recvs, recv_at, recv_type, comm

int MPI_Barrier(Handle comm) { return no_comm(comm, "MPI_Barrier"); }

int MPI_Bcast(void *buffer, int count, Handle type, int root, Handle comm) {
    return rooted(copied(buffer, count, type, buffer, count, type, comm, "MPI_Bcast"), root, "MPI_Bcast");
}

int MPI_Reduce(REDUCTION, int root, Handle comm) {
    return rooted(reduced(from, to, count, type, op, comm, "MPI_Reduce"), root, "MPI_Reduce");
}

int MPI_Allreduce(REDUCTION, Handle comm) { return reduced(from, to, count, type, op, comm, "MPI_Allreduce"); }
int MPI_Scan(REDUCTION, Handle comm) { return reduced(from, to, count, type, op, comm, "MPI_Scan"); }

/* The first rank's result is undefined: here it is rubbish. */
int MPI_Exscan(REDUCTION, Handle comm) {
    int code = reduced(from, to, count, type, op, comm, "MPI_Exscan");
    if (!code) memset(to, 0x77, count * element_bytes(type));
    return code;
}

int MPI_Gather(PAIR, int root, Handle comm) { return rooted(copied(PASSED, comm, "MPI_Gather"), root, "MPI_Gather"); }
int MPI_Scatter(PAIR, int root, Handle comm) { return rooted(copied(PASSED, comm, "MPI_Scatter"), root, "MPI_Scatter"); }
int MPI_Allgather(PAIR, Handle comm) { return copied(PASSED, comm, "MPI_Allgather"); }
int MPI_Alltoall(PAIR, Handle comm) { return copied(PASSED, comm, "MPI_Alltoall"); }
int MPI_Alltoallv(PARTS) { return parted(PASSED_PARTS, "MPI_Alltoallv"); }

int MPI_Allgatherv(const void *from, int sends, Handle send_type, void *to, const int *recvs, const int *recv_at,
        Handle recv_type, Handle comm) {
    int at = 0;
    return parted(from, &sends, &at, send_type, to, recvs, recv_at, recv_type, comm, "MPI_Allgatherv");
}

int MPI_Gatherv(const void *from, int sends, Handle send_type, void *to, const int *recvs, const int *recv_at,
        Handle recv_type, int root, Handle comm) {
    int at = 0;
    return rooted(parted(from, &sends, &at, send_type, to, recvs, recv_at, recv_type, comm, "MPI_Gatherv"), root,
            "MPI_Gatherv");
}

int MPI_Scatterv(const void *from, const int *sends, const int *send_at, Handle send_type, void *to, int recvs,
        Handle recv_type, int root, Handle comm) {
    int at = 0;
    return rooted(parted(from, sends, send_at, send_type, to, &recvs, &at, recv_type, comm, "MPI_Scatterv"), root,
            "MPI_Scatterv");
}

int MPI_Ibarrier(Handle comm, Handle *request) { return done_at_once(no_comm(comm, "MPI_Ibarrier"), request); }

int MPI_Ibcast(void *buffer, int count, Handle type, int root, Handle comm, Handle *request) {
    return done_at_once(rooted(copied(buffer, count, type, buffer, count, type, comm, "MPI_Ibcast"), root, "MPI_Ibcast"),
            request);
}

int MPI_Ireduce(REDUCTION, int root, Handle comm, Handle *request) {
    return done_at_once(rooted(reduced(from, to, count, type, op, comm, "MPI_Ireduce"), root, "MPI_Ireduce"), request);
}

int MPI_Iallreduce(REDUCTION, Handle comm, Handle *request) {
    return done_at_once(reduced(from, to, count, type, op, comm, "MPI_Iallreduce"), request);
}

int MPI_Igather(PAIR, int root, Handle comm, Handle *request) {
    return done_at_once(rooted(copied(PASSED, comm, "MPI_Igather"), root, "MPI_Igather"), request);
}

int MPI_Iscatter(PAIR, int root, Handle comm, Handle *request) {
    return done_at_once(rooted(copied(PASSED, comm, "MPI_Iscatter"), root, "MPI_Iscatter"), request);
}

int MPI_Iallgather(PAIR, Handle comm, Handle *request) {
    return done_at_once(copied(PASSED, comm, "MPI_Iallgather"), request);
}

int MPI_Ialltoall(PAIR, Handle comm, Handle *request) {
    return done_at_once(copied(PASSED, comm, "MPI_Ialltoall"), request);
}

int MPI_Ialltoallv(PARTS, Handle *request) { return done_at_once(parted(PASSED_PARTS, "MPI_Ialltoallv"), request); }

/* A graph of one rank: itself as its neighbour, or none. */
int MPI_Dist_graph_create_adjacent(Handle comm, int in, const int *sources, const int *in_weights, int out,
        const int *destinations, const int *out_weights, Handle info, int reorder, Handle *graph) {
    const char *call = "MPI_Dist_graph_create_adjacent";
    if (no_comm(comm, call)) return ERR_COMM;
    if (info != INFO_NULL) return refused(ERR_INFO, call, "no info is", info);
    if (in != out || in > 1 || reorder || (in && (sources[0] || destinations[0] || in_weights[0] != 1 || out_weights[0] != 1)))
        return refused(ERR_ARG, call, "no graph of one rank, neighbours", in);
    *graph = in ? new_comm() : (Handle)&lonely_graph;
    return 0;
}

int MPI_Neighbor_allgather(PAIR, Handle comm) {
    return comm == (Handle)&lonely_graph ? 0 : copied(PASSED, comm, "MPI_Neighbor_allgather");
}

int MPI_Neighbor_alltoall(PAIR, Handle comm) {
    return comm == (Handle)&lonely_graph ? 0 : copied(PASSED, comm, "MPI_Neighbor_alltoall");
}

int MPI_Neighbor_alltoallv(PARTS) {
    return comm == (Handle)&lonely_graph ? 0 : parted(PASSED_PARTS, "MPI_Neighbor_alltoallv");
}

enum { WINDOW = 0x314 };
typedef struct { int magic, locked; int64_t bytes; char *memory; } Window;

static int no_window(Handle window, const char *call) {
    return window > 4096 && ((Window *)window)->magic == WINDOW ? 0 : refused(ERR_WIN, call, "no window is", window);
}

static int allocated(int64_t bytes, Handle info, Handle comm, void *base, Handle *window, const char *call) {
    if (no_comm(comm, call)) return ERR_COMM;
    if (info != INFO_NULL) return refused(ERR_INFO, call, "no info is", info);
    Window *made = malloc(sizeof *made);
    *made = (Window){WINDOW, 0, bytes, aligned_alloc(64, bytes)};
    memcpy(base, &made->memory, sizeof made->memory);
    *window = (Handle)made;
    return 0;
}

int MPI_Win_allocate(intptr_t bytes, int unit, Handle info, Handle comm, void *base, Handle *window) {
    return unit == 1 ? allocated(bytes, info, comm, base, window, "MPI_Win_allocate") : ERR_ARG;
}

int MPI_Win_allocate_shared(intptr_t bytes, int unit, Handle info, Handle comm, void *base, Handle *window) {
    return unit == 1 ? allocated(bytes, info, comm, base, window, "MPI_Win_allocate_shared") : ERR_ARG;
}

int MPI_Win_shared_query(Handle window, int rank, intptr_t *bytes, int *unit, void *base) {
    if (no_window(window, "MPI_Win_shared_query")) return ERR_WIN;
    if (rank) return refused(ERR_RANK, "MPI_Win_shared_query", "no rank is", rank);
    *bytes = ((Window *)window)->bytes;
    *unit = 1;
    memcpy(base, &((Window *)window)->memory, sizeof(char *));
    return 0;
}

int MPI_Win_set_errhandler(Handle window, Handle handler) {
    return handler == ERRORS_RETURN ? no_window(window, "MPI_Win_set_errhandler")
            : refused(ERR_ERRHANDLER, "MPI_Win_set_errhandler", "it would not return errors, handler", handler);
}

int MPI_Win_free(Handle *window) {
    if (no_window(*window, "MPI_Win_free")) return ERR_WIN;
    free(((Window *)*window)->memory);
    free((Window *)*window);
    *window = 0x110;
    return 0;
}

int MPI_Win_fence(int assertion, Handle window) { return assertion ? ERR_ARG : no_window(window, "MPI_Win_fence"); }

int MPI_Win_lock(int type, int rank, int assertion, Handle window) {
    if (type != LOCK_EXCLUSIVE && type != LOCK_SHARED) return refused(ERR_LOCKTYPE, "MPI_Win_lock", "no lock is", type);
    return rank || assertion ? refused(ERR_RANK, "MPI_Win_lock", "no rank is", rank) : no_window(window, "MPI_Win_lock");
}

int MPI_Win_unlock(int rank, Handle window) { return rank ? ERR_RANK : no_window(window, "MPI_Win_unlock"); }
int MPI_Win_lock_all(int assertion, Handle window) { return assertion ? ERR_ARG : no_window(window, "MPI_Win_lock_all"); }
int MPI_Win_unlock_all(Handle window) { return no_window(window, "MPI_Win_unlock_all"); }
int MPI_Win_flush(int rank, Handle window) { return rank ? ERR_RANK : no_window(window, "MPI_Win_flush"); }
int MPI_Win_sync(Handle window) { return no_window(window, "MPI_Win_sync"); }

/* Where in the window so many elements lie, or NULL after a refusal. */
static char *place(int rank, intptr_t at, int64_t count, Handle type, Handle window, const char *call) {
    if (no_window(window, call)) return NULL;
    int64_t bytes = element_bytes(type);
    if (!bytes) return refused(ERR_TYPE, call, "no datatype is", type), NULL;
    if (rank) return refused(ERR_RANK, call, "no rank is", rank), NULL;
    if (at < 0 || at + count * bytes > ((Window *)window)->bytes) return refused(ERR_ARG, call, "no place is", at), NULL;
    return ((Window *)window)->memory + at;
}

#define ACCESS int count, Handle type, int rank, intptr_t at, int targets, Handle target_type
int MPI_Put(const void *from, ACCESS, Handle window) {
    char *to = place(rank, at, targets, target_type, window, "MPI_Put");
    return to ? copied(from, count, type, to, targets, target_type, COMM_WORLD, "MPI_Put") : ERR_ARG;
}

int MPI_Get(void *to, ACCESS, Handle window) {
    char *from = place(rank, at, targets, target_type, window, "MPI_Get");
    return from ? copied(from, targets, target_type, to, count, type, COMM_WORLD, "MPI_Get") : ERR_ARG;
}

#define COMBINE(Type, bits) for (int i = 0; i < count; i++) { \
        Type *x = (Type *)to + i, y = ((const Type *)from)[i]; \
        if (op == SUM) *x += y; else if (op == PROD) *x *= y; \
        else if (op == MIN) *x = *x < y ? *x : y; else if (op == MAX) *x = *x > y ? *x : y; bits }
#define BITS else if (op == BAND) *x &= y; else if (op == BOR) *x |= y; else *x ^= y;

static void combine(void *to, const void *from, int count, Handle type, Handle op) {
    if (type == INT8) { COMBINE(int8_t, BITS) }
    else if (type == INT32) { COMBINE(int32_t, BITS) }
    else if (type == INT64) { COMBINE(int64_t, BITS) }
    else if (type == FLOAT) { COMBINE(float, ) }
    else { COMBINE(double, ) }
}

int MPI_Accumulate(const void *from, ACCESS, Handle op, Handle window) {
    char *to = place(rank, at, targets, target_type, window, "MPI_Accumulate");
    if (!to || count != targets || type != target_type) return ERR_ARG;
    int code = no_op(op, type, "MPI_Accumulate");
    if (!code) combine(to, from, count, type, op);
    return code;
}

int MPI_Fetch_and_op(const void *from, void *found, Handle type, int rank, intptr_t at, Handle op, Handle window) {
    char *to = place(rank, at, 1, type, window, "MPI_Fetch_and_op");
    int code = to ? no_op(op, type, "MPI_Fetch_and_op") : ERR_ARG;
    if (code) return code;
    memcpy(found, to, element_bytes(type));
    combine(to, from, 1, type, op);
    return 0;
}

int MPI_Compare_and_swap(const void *value, const void *expected, void *found, Handle type, int rank, intptr_t at,
        Handle window) {
    char *to = place(rank, at, 1, type, window, "MPI_Compare_and_swap");
    if (!to) return ERR_ARG;
    memcpy(found, to, element_bytes(type));
    if (!memcmp(found, expected, element_bytes(type))) memcpy(to, value, element_bytes(type));
    return 0;
}
