/*
 * Twin of the kernel transpose: B += transpose of A, then A += 1. A rank has a block of rows of both; it packs for each other
 * rank what that one's rows need, transposed, one all-to-all exchanges the packages, and each is added row by row.
 *
 *   n=N
 */
#include "twin.h"

enum { TILE = 64 };

static long n, first, height, done;
static double *a, *b, *outgoing, *incoming;
static int *counts, *places;

/* A tile of A, transposed, to rows of `result` that lie `apart`; added to them or put there. */
static void tile(long row, long end_row, long column, long end, double *restrict result, long apart, bool add) {
  _Alignas(64) double turned[TILE][TILE];
  long height_of = end_row - row, width_of = end - column;
  for (long r = 0; r < height_of; r++) {
    double *restrict from = a + (row + r) * n + column;
    for (long c = 0; c < width_of; c++) turned[c][r] = from[c];
    for (long c = 0; c < width_of; c++) from[c] += 1;
  }
  for (long c = 0; c < width_of; c++) {
    double *restrict to = result + c * apart + row;
    if (add) for (long r = 0; r < height_of; r++) to[r] += turned[c][r];
    else for (long r = 0; r < height_of; r++) to[r] = turned[c][r];
  }
}

static void step(void) {
  for (int to = 0; to < size; to++) {
    long begin = part(n, size, to), stop = part(n, size, to + 1);
#pragma omp parallel for schedule(static)
    for (long column = begin; column < stop; column += TILE) {
      long end = column + TILE < stop ? column + TILE : stop;
      for (long row = 0; row < height; row += TILE) {
        long end_row = row + TILE < height ? row + TILE : height;
        if (to == rank) tile(row, end_row, column, end, b + (column - first) * n + first, n, true);
        else tile(row, end_row, column, end, outgoing + height * column, height, false);
      }
    }
  }
  if (size > 1) {
    MPI_Alltoallv(outgoing, counts, places, MPI_DOUBLE, incoming, counts, places, MPI_DOUBLE, MPI_COMM_WORLD);
#pragma omp parallel for schedule(static)
    for (long row = 0; row < height; row++)
      for (int from = 0; from < size; from++) {
        if (from == rank) continue;
        long length = part(n, size, from + 1) - part(n, size, from);
        double *restrict to = b + row * n + part(n, size, from), *restrict what = incoming + places[from] + row * length;
#pragma omp simd
        for (long j = 0; j < length; j++) to[j] += what[j];
      }
  }
  done++;
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  n = whole("n", 3000);
  twin_words_done();
  first = part(n, size, rank), height = part(n, size, rank + 1) - first;
  if (size > 1 && part(n, size, 1) * n > INT32_MAX) refuse("more than MPI counts", "use more ranks or a smaller n");
  a = memory(sizeof(double) * (size_t)(height * n)), b = memory(sizeof(double) * (size_t)(height * n));
  outgoing = memory(sizeof(double) * (size_t)(height * n)), incoming = memory(sizeof(double) * (size_t)(height * n));
  counts = memory(sizeof(int) * (size_t)size), places = memory(sizeof(int) * (size_t)size);
  for (int r = 0; r < size; r++) {
    counts[r] = r == rank ? 0 : (int)((part(n, size, r + 1) - part(n, size, r)) * height);
    places[r] = (int)(part(n, size, r) * height);
  }
#pragma omp parallel for schedule(static)
  for (long row = 0; row < height; row++)
    for (long j = 0; j < n; j++) a[row * n + j] = (double)((first + row) * n + j), b[row * n + j] = 0;
  twin_steps(step);
  if (damage && height) b[(height / 2) * n + n / 2]++;
  long wrong = 0;
  uint64_t digest = 0;
  double growth = (double)done * ((double)done - 1) / 2;
#pragma omp parallel for schedule(static) reduction(+ : wrong, digest)
  for (long row = 0; row < height; row++)
    for (long j = 0; j < n; j++) {
      uint64_t index = (uint64_t)((first + row) * n + j);
      double mirrored = (double)(j * n + first + row), *of_a = a + row * n + j, *of_b = b + row * n + j;
      wrong += *of_a != (double)((int64_t)index + done);
      wrong += *of_b != (double)done * mirrored + growth;
      digest += digest_double(index, *of_a - (double)done);
      digest += digest_double(~index, (*of_b - growth) / (double)done);
    }
  return twin_end(!sum_over_ranks(wrong), (uint64_t)sum_over_ranks((long)digest));
}
