/*
 * Twin of the kernel gemm: C = A * B of n x n doubles. A rank has a block of rows of A and C; panels of 256 rows of B are dealt
 * to the ranks in turn, and each in turn is broadcast (SUMMA). Threads pack strips of A and of the panel and then share blocks
 * of C (Goto and van de Geijn, 2008). Each element of C is one chain of fused multiply-adds in the order of k.
 *
 *   n=N seed=N
 */
#include "twin.h"

#include "lanes.h"
#include "philox.h"

enum { DEPTH = 256, ROWS = 6, VECTORS = 2, COLUMNS = VECTORS * LANES, BLOCK_ROWS = 20 * ROWS, BLOCK_COLUMNS = 256 };
enum { OF_A, OF_B, OF_SIGNS };

static long n, seed, first, height, stride, padded;
static double *a, *b, *c, *buffer, *packed_a, *packed_b;

static long round_up(long value, long to) { return (value + to - 1) / to * to; }

static void random_row(uint32_t which, long row, double *out) {
  uint32_t words_of[4];
  for (long j = 0; j < n; j++) {
    if (j % 4 == 0) philox((uint32_t)seed, which, (uint64_t)j / 4, (uint64_t)row, words_of);
    out[j] = (int32_t)words_of[j % 4] * 0x1p-31;
  }
}

/* A tile of C in registers while k runs; strips of A and B lie in the order in which they are read. */
static void multiply_tile(const double *restrict of_a, const double *restrict of_b, long depth, double *restrict to) {
  lanes sum[ROWS][VECTORS];
#pragma GCC unroll 6
  for (int i = 0; i < ROWS; i++)
    for (int v = 0; v < VECTORS; v++) sum[i][v] = load(to + i * stride + v * LANES);
  for (long k = 0; k < depth; k++) {
    lanes row[VECTORS];
    for (int v = 0; v < VECTORS; v++) row[v] = load(of_b + k * COLUMNS + v * LANES);
#pragma GCC unroll 6
    for (int i = 0; i < ROWS; i++)
      for (int v = 0; v < VECTORS; v++) sum[i][v] = fused(all(of_a[k * ROWS + i]), row[v], sum[i][v]);
  }
#pragma GCC unroll 6
  for (int i = 0; i < ROWS; i++)
    for (int v = 0; v < VECTORS; v++) store(to + i * stride + v * LANES, sum[i][v]);
}

static void pack(const double *panel, long k0, long depth) {
#pragma omp for schedule(static) nowait
  for (long j = 0; j < stride; j += COLUMNS) {
    double *to = packed_b + j * DEPTH;
    long whole_columns = n - j < COLUMNS ? n - j : COLUMNS;
    for (long k = 0; k < depth; k++) memcpy(to + k * COLUMNS, panel + k * n + j, sizeof(double) * (size_t)whole_columns);
  }
#pragma omp for schedule(static)
  for (long i = 0; i < padded; i += ROWS) {
    double *to = packed_a + i * DEPTH;
    long whole_rows = height - i < ROWS ? height - i : ROWS;
    for (long k = 0; k < depth; k++)
      for (long r = 0; r < whole_rows; r++) to[k * ROWS + r] = a[(i + r) * n + k0 + k];
  }
}

/* The first touch is by who will pack; what pads a strip stays 0. */
static void touch(void) {
#pragma omp parallel
  {
#pragma omp for schedule(static) nowait
    for (long j = 0; j < stride; j += COLUMNS) memset(packed_b + j * DEPTH, 0, sizeof(double) * COLUMNS * DEPTH);
#pragma omp for schedule(static)
    for (long i = 0; i < padded; i += ROWS) {
      memset(packed_a + i * DEPTH, 0, sizeof(double) * ROWS * DEPTH);
      memset(c + i * stride, 0, sizeof(double) * (size_t)(ROWS * stride));
    }
  }
}

static void update(const double *panel, long k0, long depth) {
#pragma omp parallel
  {
    pack(panel, k0, depth);
#pragma omp for schedule(dynamic, 1) collapse(2)
    for (long i0 = 0; i0 < padded; i0 += BLOCK_ROWS)
      for (long j0 = 0; j0 < stride; j0 += BLOCK_COLUMNS) {
        long i1 = i0 + BLOCK_ROWS < padded ? i0 + BLOCK_ROWS : padded, j1 = j0 + BLOCK_COLUMNS < stride ? j0 + BLOCK_COLUMNS : stride;
        if (k0 == 0) /* by who is about to add to it */
          for (long i = i0; i < i1; i++) memset(c + i * stride + j0, 0, sizeof(double) * (size_t)(j1 - j0));
        for (long j = j0; j < j1; j += COLUMNS)
          for (long i = i0; i < i1; i += ROWS)
            multiply_tile(packed_a + i * DEPTH, packed_b + j * DEPTH, depth, c + i * stride + j);
      }
  }
}

static long own_place(long panel) { return panel / size * DEPTH * n; }

static void step(void) {
  for (long p = 0; p * DEPTH < n; p++) {
    int owner = (int)(p % size);
    long depth = n - p * DEPTH < DEPTH ? n - p * DEPTH : DEPTH;
    double *panel = owner == rank ? b + own_place(p) : buffer;
    MPI_Bcast(panel, (int)(depth * n), MPI_DOUBLE, owner, MPI_COMM_WORLD);
    update(panel, p * DEPTH, depth);
  }
}

static double dot(const double *x, const double *y) {
  double sum = 0;
  for (long j = 0; j < n; j++) sum += x[j] * y[j];
  return sum;
}

/* Freivalds: C * x against A * (B * x) for random signs x; the inputs are made anew. */
static double residual(int round) {
  double *x = memory(sizeof(double) * (size_t)n), *y = calloc((size_t)n, sizeof(double)), worst = 0;
  random_row(OF_SIGNS, round, x);
  for (long j = 0; j < n; j++) x[j] = x[j] < 0 ? -1 : 1;
#pragma omp parallel reduction(max : worst)
  {
    double *row = memory(sizeof(double) * (size_t)n);
#pragma omp for schedule(static)
    for (long k = 0; k < height; k++) random_row(OF_B, first + k, row), y[first + k] = dot(row, x);
#pragma omp master
    MPI_Allreduce(MPI_IN_PLACE, y, (int)n, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
#pragma omp barrier
#pragma omp for schedule(static)
    for (long i = 0; i < height; i++) {
      random_row(OF_A, first + i, row);
      double off = fabs(dot(c + i * stride, x) - dot(row, y));
      worst = off <= worst ? worst : off == off ? off : INFINITY;
    }
    free(row);
  }
  free(x), free(y);
  return most_over_ranks(worst);
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  n = whole("n", 1500);
  seed = whole("seed", 1);
  only("variant", "team");
  only("library_threads", "0");
  twin_words_done();
  first = part(n, size, rank), height = part(n, size, rank + 1) - first;
  stride = round_up(n, COLUMNS), padded = round_up(height, ROWS);
  long panels = (n + DEPTH - 1) / DEPTH;
  a = memory(sizeof(double) * (size_t)(height * n)), b = memory(sizeof(double) * (size_t)((panels / size + 1) * DEPTH * n));
  c = memory(sizeof(double) * (size_t)(padded * stride)), buffer = memory(sizeof(double) * (size_t)(DEPTH * n));
  packed_a = memory(sizeof(double) * (size_t)(padded * DEPTH)), packed_b = memory(sizeof(double) * (size_t)(stride * DEPTH));
  touch();
#pragma omp parallel for schedule(static)
  for (long i = 0; i < height; i++) random_row(OF_A, first + i, a + i * n);
#pragma omp parallel for schedule(static)
  for (long k = 0; k < n; k++)
    if (k / DEPTH % size == rank) random_row(OF_B, k, b + own_place(k / DEPTH) + k % DEPTH * n);
  twin_steps(step);
  if (damage && height) c[height / 2 * stride] += 1;
  double worst = 0, nu = (double)(n + 1) * 0x1p-53;
  for (int round = 0; round < 3; round++) worst = fmax(worst, residual(round));
  uint64_t digest = 0;
#pragma omp parallel for schedule(static) reduction(+ : digest)
  for (long i = 0; i < height; i++)
    for (long j = 0; j < n; j++) digest += digest_double((uint64_t)((first + i) * n + j), c[i * stride + j]);
  bool right = worst <= 4 * nu / (1 - nu) * (double)n * (double)n;
  return twin_end(right, (uint64_t)sum_over_ranks((long)digest));
}
