/*
 * A library of one rank with the MPI 5.0 standard ABI (chapter 20, "Application Binary Interface"), as far as the test
 * of transport ffm calls it. It answers an error class wherever a handle or constant is not the standard's. Values are
 * written here a second time, on purpose; a mutant redefines one with -D.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifndef COMM_WORLD
#define COMM_WORLD 0x101
#endif
#ifndef ERRORS_RETURN
#define ERRORS_RETURN 0x143
#endif
#ifndef INT8
#define INT8 0x240
#endif
#ifndef BYTE
#define BYTE 0x247
#endif
#ifndef INT32
#define INT32 0x250
#endif
#ifndef INT64
#define INT64 0x258
#endif
#ifndef FLOAT
#define FLOAT 0x210
#endif
#ifndef DOUBLE
#define DOUBLE 0x214
#endif
#ifndef SUM
#define SUM 0x21
#endif
#ifndef MIN
#define MIN 0x22
#endif
#ifndef MAX
#define MAX 0x23
#endif
#ifndef PROD
#define PROD 0x24
#endif
#ifndef BAND
#define BAND 0x28
#endif
#ifndef BOR
#define BOR 0x29
#endif
#ifndef BXOR
#define BXOR 0x2a
#endif
#ifndef ANY_SOURCE
#define ANY_SOURCE (-1)
#endif
#ifndef ANY_TAG
#define ANY_TAG (-2)
#endif
#ifndef PROC_NULL
#define PROC_NULL (-3)
#endif
#ifndef THREAD_SERIALIZED
#define THREAD_SERIALIZED 2048
#endif
#ifndef ERR_TRUNCATE
#define ERR_TRUNCATE 15
#endif
#define ERR_TYPE 3
#define ERR_TAG 4
#define ERR_COMM 5
#define ERR_RANK 6
#define ERR_REQUEST 7
#define ERR_ROOT 8
#define ERR_OP 10
#define ERR_ARG 13
#define ERR_OTHER 16
#define REQUEST_NULL ((intptr_t)0x180)

/* A handle that does not fit into an int: handles of this ABI are pointers. */
#define SPLIT ((intptr_t)0x123456789abc)

typedef intptr_t H;
typedef struct {
    int source;
    int tag;
    int error;
    int internal[5];
} Status;

static char sent[4096];
static int sent_bytes = -1;
static int sent_tag;
static struct {
    void *buffer;
    int bytes;
    int source;
    int tag;
} posted;

static int size_of(H type) {
    return type == INT8 || type == BYTE ? 1 : type == INT32 || type == FLOAT ? 4 : type == INT64 || type == DOUBLE ? 8 : 0;
}

static int code_of(H type) {
    return type == INT8 ? 1 : type == INT32 ? 2 : type == INT64 ? 3 : type == FLOAT ? 4 : type == DOUBLE ? 5 : 0;
}

static int code_of_op(H op) {
    return op == SUM ? 1 : op == MIN ? 2 : op == MAX ? 3 : op == PROD ? 4 : op == BAND ? 5 : op == BOR ? 6 : op == BXOR ? 7 : 0;
}

#define REQUIRE(condition, code) \
    do { \
        if (!(condition)) return code; \
    } while (0)
#define COMM(comm) REQUIRE((comm) == COMM_WORLD || (comm) == SPLIT, ERR_COMM)
#define TYPE(type) REQUIRE(code_of(type) != 0, ERR_TYPE)

int MPI_Abi_get_version(int *major, int *minor) {
    *major = 1;
    *minor = 0;
    return 0;
}

int MPI_Get_library_version(char *text, int *length) {
    *length = sprintf(text, "Stub MPI 1.0 of the standard ABI");
    return 0;
}

int MPI_Init_thread(int *argc, char ***argv, int required, int *provided) {
    REQUIRE(argc == NULL && argv == NULL, ERR_ARG);
    REQUIRE(required == THREAD_SERIALIZED, ERR_ARG);
    *provided = required;
    return 0;
}

int MPI_Finalize(void) {
    puts("finalized");
    fflush(stdout);
    return 0;
}

int MPI_Abort(H comm, int code) {
    COMM(comm);
    return code;
}

int MPI_Error_class(int code, int *class) {
    *class = code;
    return 0;
}

int MPI_Error_string(int code, char *text, int *length) {
    *length = sprintf(text, "stub error %d", code);
    return 0;
}

int MPI_Comm_rank(H comm, int *rank) {
    COMM(comm);
    *rank = 0;
    return 0;
}

int MPI_Comm_size(H comm, int *size) {
    COMM(comm);
    *size = 1;
    return 0;
}

int MPI_Comm_split(H comm, int color, int key, H *result) {
    COMM(comm);
    *result = SPLIT;
    return 0;
}

int MPI_Comm_set_errhandler(H comm, H handler) {
    COMM(comm);
    return handler == ERRORS_RETURN ? 0 : ERR_ARG;
}

int MPI_Barrier(H comm) {
    COMM(comm);
    return 0;
}

/* Leaves a code of the type in the buffer. */
int MPI_Bcast(void *buffer, int count, H type, int root, H comm) {
    COMM(comm);
    TYPE(type);
    REQUIRE(root == 0, ERR_ROOT);
    memset(buffer, code_of(type), (size_t)count * size_of(type));
    return 0;
}

/* Of INT64 only: adds a code of the operation. */
int MPI_Allreduce(const int64_t *send, int64_t *recv, int count, H type, H op, H comm) {
    COMM(comm);
    REQUIRE(type == INT64, ERR_TYPE);
    REQUIRE(code_of_op(op) != 0, ERR_OP);
    for (int i = 0; i < count; i++) recv[i] = send[i] + code_of_op(op);
    return 0;
}

int MPI_Send(const void *buffer, int count, H type, int dest, int tag, H comm) {
    COMM(comm);
    TYPE(type);
    if (dest == PROC_NULL) return 0;
    REQUIRE(dest == 0, ERR_RANK);
    REQUIRE(tag >= 0, ERR_TAG);
    sent_bytes = count * size_of(type);
    sent_tag = tag;
    memcpy(sent, buffer, sent_bytes);
    return 0;
}

static int deliver(void *buffer, int bytes, int source, int tag, Status *status) {
    memset(status, 0x55, sizeof *status);
    status->internal[2] = 0;
    if (source == PROC_NULL) {
        status->source = PROC_NULL;
        status->tag = ANY_TAG;
        return 0;
    }
    REQUIRE(source == 0 || source == ANY_SOURCE, ERR_RANK);
    REQUIRE(tag == sent_tag || tag == ANY_TAG, ERR_TAG);
    REQUIRE(sent_bytes >= 0, ERR_OTHER);
    status->source = 0;
    status->tag = sent_tag;
    status->internal[2] = sent_bytes;
    REQUIRE(sent_bytes <= bytes, ERR_TRUNCATE);
    memcpy(buffer, sent, sent_bytes);
    sent_bytes = -1;
    return 0;
}

int MPI_Recv(void *buffer, int count, H type, int source, int tag, H comm, Status *status) {
    COMM(comm);
    TYPE(type);
    return deliver(buffer, count * size_of(type), source, tag, status);
}

int MPI_Get_elements_x(const Status *status, H type, int64_t *count) {
    REQUIRE(type == BYTE, ERR_TYPE);
    *count = status->internal[2];
    return 0;
}

int MPI_Isend(const void *buffer, int count, H type, int dest, int tag, H comm, H *request) {
    *request = (H)&sent;
    return MPI_Send(buffer, count, type, dest, tag, comm);
}

int MPI_Irecv(void *buffer, int count, H type, int source, int tag, H comm, H *request) {
    COMM(comm);
    TYPE(type);
    posted.buffer = buffer;
    posted.bytes = count * size_of(type);
    posted.source = source;
    posted.tag = tag;
    *request = (H)&posted;
    return 0;
}

int MPI_Wait(H *request, Status *status) {
    H was = *request;
    *request = REQUEST_NULL;
    if (was == (H)&sent) return 0;
    REQUIRE(was == (H)&posted, ERR_REQUEST);
    return deliver(posted.buffer, posted.bytes, posted.source, posted.tag, status);
}

int MPI_Test(H *request, int *flag, Status *status) {
    *flag = 1;
    return MPI_Wait(request, status);
}

/* There, since they are bound together with the others; not called. */
#define UNUSED(name) \
    int name(void) { return ERR_OTHER; }
UNUSED(MPI_Sendrecv)
UNUSED(MPI_Probe)
UNUSED(MPI_Iprobe)
UNUSED(MPI_Send_init)
UNUSED(MPI_Recv_init)
UNUSED(MPI_Start)
UNUSED(MPI_Request_free)
UNUSED(MPI_Type_vector)
UNUSED(MPI_Type_commit)
UNUSED(MPI_Reduce)
UNUSED(MPI_Scan)
UNUSED(MPI_Exscan)
UNUSED(MPI_Gather)
UNUSED(MPI_Gatherv)
UNUSED(MPI_Allgather)
UNUSED(MPI_Allgatherv)
UNUSED(MPI_Scatter)
UNUSED(MPI_Scatterv)
UNUSED(MPI_Alltoall)
UNUSED(MPI_Alltoallv)
