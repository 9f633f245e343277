/*
 * What the stub of an MPI knows of the standard's binary interface: types and values of MPI 5.0, chapter 20 and its
 * appendix A, as https://github.com/mpi-forum/mpi-abi-stubs (mpi.h of July 2026, ABI 1.0) lists them. Before October
 * 2025 that header had ERRORS_RETURN and ERRORS_ABORT the other way round.
 *
 * Each value can be replaced by -D, which makes a library that speaks another ABI in one point.
 */
#ifndef STANDARD_H
#define STANDARD_H

#include <stdint.h>

/* Handles are pointers; predefined ones have values below 4096, in the zero page. */
typedef intptr_t Handle;

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
#ifndef COMM_WORLD
#define COMM_WORLD 0x101
#endif
#ifndef INFO_NULL
#define INFO_NULL 0x130
#endif
#ifndef ERRORS_RETURN
#define ERRORS_RETURN 0x143
#endif
#define REQUEST_NULL 0x180
#ifndef FLOAT
#define FLOAT 0x210
#endif
#ifndef DOUBLE
#define DOUBLE 0x214
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

#ifndef ANY_SOURCE
#define ANY_SOURCE -1
#endif
#ifndef ANY_TAG
#define ANY_TAG -2
#endif
#ifndef PROC_NULL
#define PROC_NULL -3
#endif
#ifndef THREAD_FUNNELED
#define THREAD_FUNNELED 1024
#endif
#ifndef THREAD_SERIALIZED
#define THREAD_SERIALIZED 2048
#endif
#ifndef THREAD_MULTIPLE
#define THREAD_MULTIPLE 4096
#endif
#ifndef COMM_TYPE_SHARED
#define COMM_TYPE_SHARED 221
#endif
#ifndef LOCK_EXCLUSIVE
#define LOCK_EXCLUSIVE 301
#endif
#ifndef LOCK_SHARED
#define LOCK_SHARED 302
#endif

enum { ERR_COUNT = 2, ERR_TYPE = 3, ERR_TAG = 4, ERR_COMM = 5, ERR_RANK = 6, ERR_REQUEST = 7, ERR_ROOT = 8,
       ERR_OP = 10, ERR_ARG = 13, ERR_OTHER = 16, ERR_PENDING = 18, ERR_INFO = 34, ERR_LOCKTYPE = 37, ERR_WIN = 56,
       ERR_ERRHANDLER = 61 };
#ifndef ERR_TRUNCATE
#define ERR_TRUNCATE 15
#endif

/* 32 bytes; the count is the library's own matter. */
typedef struct {
#ifdef STATUS_OF_MPICH
    int64_t count;
    int source, tag, error, unused[3];
#else
    int source, tag, error, unused[3];
    int64_t count;
#endif
} Status;

/* An error with its call and what was wrong, in the words that MPI_Error_string gives; answers the code. */
int refused(int code, const char *call, const char *what, long value);

/* Bytes of one element, 0 for what is no datatype. */
int64_t element_bytes(Handle type);
/* 0, or the refusal of a call with that communicator. */
int no_comm(Handle comm, const char *call);
/* 0, or the refusal of a call with that operation on that type. */
int no_op(Handle op, Handle type, const char *call);
/* A request that is complete already, to where the caller wants it. */
int done_at_once(int code, Handle *request);
/* A communicator with its own messages. */
Handle new_comm(void);
/* Its address is the communicator of a graph whose rank has no neighbours. */
extern char lonely_graph;

#endif
