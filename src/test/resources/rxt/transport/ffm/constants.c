/* The handles and constants of an installed MPI, one `name value` a line, as its own header has them. */
#include <mpi.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define TEXT(value) #value
#define SYMBOL(value) TEXT(value)
#ifdef OPEN_MPI
/* The address of a variable, whose name is what counts. */
#define HANDLE(name, value) printf("%s %s\n", #name, SYMBOL(value));
#else
#define HANDLE(name, value) printf("%s %lld\n", #name, (long long)(intptr_t)(value));
#endif
#define NUMBER(name, value) printf("%s %lld\n", #name, (long long)(value));

int main(void) {
    HANDLE(COMM_WORLD, MPI_COMM_WORLD)
    HANDLE(ERRORS_RETURN, MPI_ERRORS_RETURN)
    HANDLE(INFO_NULL, MPI_INFO_NULL)
    HANDLE(BYTE, MPI_BYTE)
    HANDLE(INT8, MPI_INT8_T)
    HANDLE(INT32, MPI_INT32_T)
    HANDLE(INT64, MPI_INT64_T)
    HANDLE(FLOAT, MPI_FLOAT)
    HANDLE(DOUBLE, MPI_DOUBLE)
    HANDLE(MAX, MPI_MAX)
    HANDLE(MIN, MPI_MIN)
    HANDLE(SUM, MPI_SUM)
    HANDLE(PROD, MPI_PROD)
    HANDLE(BAND, MPI_BAND)
    HANDLE(BOR, MPI_BOR)
    HANDLE(BXOR, MPI_BXOR)
    NUMBER(ANY_SOURCE, MPI_ANY_SOURCE)
    NUMBER(ANY_TAG, MPI_ANY_TAG)
    NUMBER(PROC_NULL, MPI_PROC_NULL)
    NUMBER(THREAD_SINGLE, MPI_THREAD_SINGLE)
    NUMBER(THREAD_FUNNELED, MPI_THREAD_FUNNELED)
    NUMBER(THREAD_SERIALIZED, MPI_THREAD_SERIALIZED)
    NUMBER(THREAD_MULTIPLE, MPI_THREAD_MULTIPLE)
    NUMBER(ERR_TRUNCATE, MPI_ERR_TRUNCATE)
    NUMBER(COMM_TYPE_SHARED, MPI_COMM_TYPE_SHARED)
    NUMBER(LOCK_EXCLUSIVE, MPI_LOCK_EXCLUSIVE)
    NUMBER(LOCK_SHARED, MPI_LOCK_SHARED)
    NUMBER(STATUS_SOURCE, offsetof(MPI_Status, MPI_SOURCE))
    return offsetof(MPI_Status, MPI_TAG) == offsetof(MPI_Status, MPI_SOURCE) + 4 && sizeof(MPI_Status) <= 64 ? 0 : 1;
}
