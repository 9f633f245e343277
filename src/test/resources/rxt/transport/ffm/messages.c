/* One rank of an MPI through the standard's binary interface: beginning, end, communicators, datatypes, messages. */
#include "standard.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef WORDS
#define WORDS "Stub of one rank 1.0, MPI standard ABI"
#endif

#define JUNK 0x5a5a5a5a
#define MOST_COMMS 4096

typedef struct Vector { int magic, count, block, stride, committed; int64_t bytes; } Vector;
enum { VECTOR = 0x7ec, REQUEST = 0x5e9 };

typedef struct Message { struct Message *next; Handle comm; int tag; int64_t bytes; char *data; } Message;
typedef struct Request {
    struct Request *next;
    int magic, incoming, persistent, active, done, code, rank, tag;
    Handle comm, type;
    char *buffer;
    int count;
    Status status;
} Request;

static char words[512] = "no error";
static Message *messages;
static Request *posted;
static char comms[MOST_COMMS];
static int comm_count;
char lonely_graph;

int refused(int code, const char *call, const char *what, long value) {
    snprintf(words, sizeof words, "the stub's %s: %s %ld (0x%lx)", call, what, value, value);
    return code;
}

/* Handles of its own making are addresses, as a library's are. */
Handle new_comm(void) { return (Handle)&comms[comm_count++ % MOST_COMMS]; }

int no_comm(Handle comm, const char *call) {
    int own = comm >= (Handle)comms && comm < (Handle)(comms + comm_count);
    return comm == COMM_WORLD || comm == (Handle)&lonely_graph || own ? 0 : refused(ERR_COMM, call, "no communicator is", comm);
}

int64_t element_bytes(Handle type) {
    switch (type) {
        case INT8: case BYTE: return 1;
        case INT32: case FLOAT: return 4;
        case INT64: case DOUBLE: return 8;
        default: return type > 4096 && ((Vector *)type)->magic == VECTOR ? ((Vector *)type)->bytes : 0;
    }
}

static int no_type(Handle type, const char *call) {
    return element_bytes(type) && (type < 4096 || ((Vector *)type)->committed) ? 0
            : refused(ERR_TYPE, call, "no datatype is", type);
}

int no_op(Handle op, Handle type, const char *call) {
    int bitwise = op == BAND || op == BOR || op == BXOR;
    if (no_type(type, call)) return ERR_TYPE;
    if (!bitwise && op != SUM && op != MIN && op != MAX && op != PROD)
        return refused(ERR_OP, call, "no operation is", op);
    if (type == BYTE && !bitwise) return refused(ERR_OP, call, "not for MPI_BYTE, operation", op);
    return bitwise && (type == FLOAT || type == DOUBLE)
            ? refused(ERR_OP, call, "not for floating point, operation", op) : 0;
}

int MPI_Abi_get_version(int *major, int *minor) { *major = 1; *minor = 0; return 0; }

int MPI_Get_library_version(char *text, int *length) {
    *length = sprintf(text, WORDS);
    return 0;
}

int MPI_Init_thread(int *argc, char ***argv, int required, int *provided) {
    (void)argc, (void)argv;
    if (required != 0 && required != THREAD_FUNNELED && required != THREAD_SERIALIZED && required != THREAD_MULTIPLE)
        return refused(ERR_ARG, "MPI_Init_thread", "no thread level is", required);
    *provided = required < THREAD_SERIALIZED ? required : THREAD_SERIALIZED;
    return 0;
}

int MPI_Finalize(void) { return 0; }
int MPI_Abort(Handle comm, int code) { (void)comm; exit(code); }
int MPI_Error_class(int code, int *class) { *class = code; return 0; }

int MPI_Error_string(int code, char *text, int *length) {
    *length = snprintf(text, 512, "%s, error class %d", words, code);
    return 0;
}

int MPI_Comm_rank(Handle comm, int *rank) { *rank = 0; return no_comm(comm, "MPI_Comm_rank"); }
int MPI_Comm_size(Handle comm, int *size) { *size = 1; return no_comm(comm, "MPI_Comm_size"); }

int MPI_Comm_set_errhandler(Handle comm, Handle handler) {
    return handler == ERRORS_RETURN ? no_comm(comm, "MPI_Comm_set_errhandler")
            : refused(ERR_ERRHANDLER, "MPI_Comm_set_errhandler", "it would not return errors, handler", handler);
}

int MPI_Comm_split(Handle comm, int color, int key, Handle *result) {
    (void)key;
    *result = new_comm();
    return color < 0 ? refused(ERR_ARG, "MPI_Comm_split", "no colour is", color) : no_comm(comm, "MPI_Comm_split");
}

int MPI_Comm_split_type(Handle comm, int type, int key, Handle info, Handle *result) {
    (void)key;
    *result = new_comm();
    if (type != COMM_TYPE_SHARED) return refused(ERR_ARG, "MPI_Comm_split_type", "no type is", type);
    return info != INFO_NULL ? refused(ERR_INFO, "MPI_Comm_split_type", "no info is", info)
            : no_comm(comm, "MPI_Comm_split_type");
}

int MPI_Comm_free(Handle *comm) { int code = no_comm(*comm, "MPI_Comm_free"); *comm = 0x100; return code; }

int MPI_Type_vector(int count, int block, int stride, Handle type, Handle *result) {
    int64_t bytes = element_bytes(type);
    if (!bytes) return refused(ERR_TYPE, "MPI_Type_vector", "no datatype is", type);
    Vector *made = calloc(1, sizeof *made);
    *made = (Vector){VECTOR, count, block * (int)bytes, stride * (int)bytes, 0, (int64_t)count * block * bytes};
    *result = (Handle)made;
    return 0;
}

int MPI_Type_commit(Handle *type) { ((Vector *)*type)->committed = 1; return 0; }

/* Between the elements where they lie and the same side by side. */
static void moved(char *buffer, char *packed, int64_t bytes, Handle type, int packing) {
    Vector whole = {VECTOR, 1, (int)bytes, 0, 1, bytes}, *vector = type > 4096 ? (Vector *)type : &whole;
    for (int i = 0; bytes > 0 && i < vector->count; i++, bytes -= vector->block) {
        int64_t part = bytes < vector->block ? bytes : vector->block;
        char *at = buffer + (int64_t)i * vector->stride, *side = packed + (int64_t)i * vector->block;
        memcpy(packing ? side : at, packing ? at : side, part);
    }
}

static void tell(Status *status, int source, int tag, int64_t bytes) {
    if (status) *status = (Status){.source = source, .tag = tag, .error = JUNK, .unused = {JUNK, JUNK, JUNK}, .count = bytes};
}

int MPI_Get_elements_x(const Status *status, Handle type, int64_t *count) {
    if (no_type(type, "MPI_Get_elements_x")) return ERR_TYPE;
    *count = status->count / element_bytes(type);
    return 0;
}

static int refuses(int count, Handle type, int rank, int tag, Handle comm, int incoming, const char *call) {
    if (no_comm(comm, call)) return ERR_COMM;
    if (no_type(type, call)) return ERR_TYPE;
    if (count < 0) return refused(ERR_COUNT, call, "count", count);
    if (rank != 0 && rank != PROC_NULL && !(incoming && rank == ANY_SOURCE))
        return refused(ERR_RANK, call, "no rank is", rank);
    return tag >= 0 || (incoming && tag == ANY_TAG) ? 0 : refused(ERR_TAG, call, "no tag is", tag);
}

static int fits(int pattern, int tag) { return pattern == ANY_TAG || pattern == tag; }

static Message **found(int tag, Handle comm) {
    Message **at = &messages;
    while (*at && !((*at)->comm == comm && fits(tag, (*at)->tag))) at = &(*at)->next;
    return at;
}

static void delivered(Request *request, Message *message) {
    int64_t room = request->count * element_bytes(request->type);
    request->done = 1;
    request->code = message->bytes > room ? refused(ERR_TRUNCATE, "MPI_Recv", "truncated to", room) : 0;
    moved(request->buffer, message->data, message->bytes < room ? message->bytes : room, request->type, 0);
    tell(&request->status, 0, message->tag, message->bytes);
    free(message->data);
    free(message);
}

static void send_out(Request *request) {
    int64_t bytes = request->count * element_bytes(request->type);
    request->done = 1;
    tell(&request->status, PROC_NULL, ANY_TAG, 0);
    if (request->rank == PROC_NULL) return;
    Message *message = malloc(sizeof *message);
    *message = (Message){NULL, request->comm, request->tag, bytes, malloc(bytes + 1)};
    moved(request->buffer, message->data, bytes, request->type, 1);
    Request **at = &posted;
    while (*at && !((*at)->comm == message->comm && fits((*at)->tag, message->tag))) at = &(*at)->next;
    if (*at) {
        Request *receiver = *at;
        *at = receiver->next;
        delivered(receiver, message);
    } else {
        Message **end = &messages;
        while (*end) end = &(*end)->next;
        *end = message;
    }
}

static void take_in(Request *request) {
    Message **at = found(request->tag, request->comm), *message = *at;
    if (request->rank == PROC_NULL) {
        request->done = 1;
        tell(&request->status, PROC_NULL, ANY_TAG, 0);
    } else if (message) {
        *at = message->next;
        delivered(request, message);
    } else {
        Request **end = &posted;
        while (*end) end = &(*end)->next;
        request->next = NULL;
        *end = request;
    }
}

int MPI_Start(Handle *request) {
    Request *own = (Request *)*request;
    if (*request < 4096 || own->magic != REQUEST || own->active)
        return refused(ERR_REQUEST, "MPI_Start", "no request is", *request);
    own->active = 1;
    own->done = own->code = 0;
    (own->incoming ? take_in : send_out)(own);
    return 0;
}

static int begin(Request *like, const char *call, Handle *result) {
    int code = refuses(like->count, like->type, like->rank, like->tag, like->comm, like->incoming, call);
    if (code) return code;
    Request *own = malloc(sizeof *own);
    *own = *like;
    own->magic = REQUEST;
    *result = (Handle)own;
    return own->persistent ? 0 : MPI_Start(result);
}

int done_at_once(int code, Handle *request) {
    Request *own = calloc(1, sizeof *own);
    own->magic = REQUEST;
    own->active = own->done = 1;
    *request = (Handle)own;
    return code;
}

#define LIKE(in, kept) &(Request){.incoming = in, .persistent = kept, .rank = rank, .tag = tag, .comm = comm, \
        .type = type, .buffer = buffer, .count = count}
#define MESSAGE void *buffer, int count, Handle type, int rank, int tag, Handle comm
int MPI_Isend(MESSAGE, Handle *request) { return begin(LIKE(0, 0), "MPI_Isend", request); }
int MPI_Irecv(MESSAGE, Handle *request) { return begin(LIKE(1, 0), "MPI_Irecv", request); }
int MPI_Send_init(MESSAGE, Handle *request) { return begin(LIKE(0, 1), "MPI_Send_init", request); }
int MPI_Recv_init(MESSAGE, Handle *request) { return begin(LIKE(1, 1), "MPI_Recv_init", request); }

int MPI_Request_free(Handle *request) {
    Request *own = (Request *)*request;
    if (*request < 4096 || own->magic != REQUEST) return refused(ERR_REQUEST, "MPI_Request_free", "no request is", *request);
    own->magic = 0;
    free(own);
    *request = REQUEST_NULL;
    return 0;
}

int MPI_Test(Handle *request, int *flag, Status *status) {
    Request *own = (Request *)*request;
    if (*request < 4096 || own->magic != REQUEST) return refused(ERR_REQUEST, "MPI_Test", "no request is", *request);
    *flag = own->done;
    if (!own->done) return 0;
    if (status) *status = own->status;
    int code = own->code;
    own->active = 0;
    if (!own->persistent) MPI_Request_free(request);
    return code;
}

int MPI_Wait(Handle *request, Status *status) {
    int flag = 0, code = MPI_Test(request, &flag, status);
    return code || flag ? code : refused(ERR_PENDING, "MPI_Wait", "it would wait for ever for request", *request);
}

int MPI_Send(MESSAGE) {
    Handle request;
    int code = begin(LIKE(0, 0), "MPI_Send", &request);
    return code ? code : MPI_Wait(&request, NULL);
}

int MPI_Recv(MESSAGE, Status *status) {
    Handle request;
    int code = begin(LIKE(1, 0), "MPI_Recv", &request);
    return code ? code : MPI_Wait(&request, status);
}

int MPI_Sendrecv(void *send, int sends, Handle send_type, int dest, int send_tag, void *buffer, int count, Handle type,
        int rank, int tag, Handle comm, Status *status) {
    Handle request;
    int code = begin(LIKE(1, 0), "MPI_Sendrecv", &request);
    if (!code) code = MPI_Send(send, sends, send_type, dest, send_tag, comm);
    return code ? code : MPI_Wait(&request, status);
}

int MPI_Iprobe(int rank, int tag, Handle comm, int *flag, Status *status) {
    int code = refuses(0, BYTE, rank, tag, comm, 1, "MPI_Iprobe");
    Message *message = code || rank == PROC_NULL ? NULL : *found(tag, comm);
    *flag = message || rank == PROC_NULL;
    if (message) tell(status, 0, message->tag, message->bytes);
    else if (*flag) tell(status, PROC_NULL, ANY_TAG, 0);
    return code;
}

int MPI_Probe(int rank, int tag, Handle comm, Status *status) {
    int flag, code = MPI_Iprobe(rank, tag, comm, &flag, status);
    return code || flag ? code : refused(ERR_PENDING, "MPI_Probe", "it would wait for ever for tag", tag);
}
