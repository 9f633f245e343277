/*
 * Twin of the kernel triad: v(k+1) = v(k) - v(k-1) on three arrays of n doubles, which take turns; MPI ranks hold blocks
 * and OpenMP threads share a rank's. A study launches it as a program:
 *
 *   command: "./triad -n {n} -s {steps}"
 *
 * Every rank prints the time of each step as "rxt step <seconds>"; rank 0 then says whether every element is right.
 */
#include <mpi.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double first(long i) { return 1.0 + i; }
static double second(long i, long n) { return 2.0 * n - i; }

/* What step k makes of (v0, v1): the recurrence has period six. */
static double replay(double v0, double v1, long k) {
  double before = v0, now = v1;
  for (long s = 0; s < k % 6; s++) { double next = now - before; before = now; now = next; }
  return before;
}

int main(int argc, char **argv) {
  long n = 40000000, steps = 43;
  for (int a = 1; a + 1 < argc; a += 2) {
    if (!strcmp(argv[a], "-n")) n = atol(argv[a + 1]);
    else if (!strcmp(argv[a], "-s")) steps = atol(argv[a + 1]);
    else { fprintf(stderr, "triad: no option %s; there are -n and -s\n", argv[a]); return 2; }
  }
  int granted, rank, size;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &granted);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  long from = n / size * rank + (rank < n % size ? rank : n % size), length = n / size + (rank < n % size);
  double *v[3];
  for (int j = 0; j < 3; j++)
    if (posix_memalign((void **)&v[j], 64, length * sizeof(double) + 64)) MPI_Abort(MPI_COMM_WORLD, 3);
#pragma omp parallel for schedule(static) /* the first touch is the user's */
  for (long i = 0; i < length; i++) {
    v[0][i] = first(from + i);
    v[1][i] = second(from + i, n);
    v[2][i] = 0;
  }
  for (long k = 0; k < steps; k++) {
    double *restrict a = v[(k + 2) % 3], *restrict b = v[(k + 1) % 3], *restrict c = v[k % 3];
    MPI_Barrier(MPI_COMM_WORLD);
    double start = MPI_Wtime();
#pragma omp parallel for simd schedule(static)
    for (long i = 0; i < length; i++) a[i] = b[i] - c[i];
    printf("rxt step %.9f\n", MPI_Wtime() - start);
  }
  long wrong = 0, all = 0;
#pragma omp parallel for schedule(static) reduction(+ : wrong)
  for (long i = 0; i < length; i++)
    for (int j = 0; j < 2; j++)
      wrong += v[(steps + j) % 3][i] != replay(first(from + i), second(from + i, n), steps + j);
  MPI_Reduce(&wrong, &all, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD);
  if (rank == 0) printf("valid: %s, ranks %d, threads %d\n", all ? "no" : "yes", size, omp_get_max_threads());
  MPI_Finalize();
  return all != 0 && rank == 0;
}
