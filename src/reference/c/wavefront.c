/*
 * Twin of the kernel wavefront, the Parallel Research Kernels' synch_p2p: g(i, j) = g(i-1, j) + g(i, j-1) - g(i-1, j-1). Ranks
 * have blocks of columns and pass their last column on, some rows at a time; a rank's threads have strips of its columns and
 * wait for each other in the same way. Thread 0 alone sends and receives. The last corner, negative, begins the next step.
 *
 *   rows=N columns=N rows_per_message=N
 */
#include "twin.h"

#include <sched.h>
#include <stdatomic.h>

enum { TAG = 1, SPINS = 256, LINE = 128 };

struct strip {
  _Alignas(LINE) atomic_long done; /* rows; who sees them sees what they hold */
  _Alignas(LINE) long first, width, stride;
  double *g, *left, *last; /* with the column to the left of the strip, in g and for messages */
};

static long rows, columns, together, first, width, sent, done;
static int strips;
static struct strip *strip;

/* Spins, and now and then lets others run who may share the CPU. */
static void stand(int turn) {
  if (turn % SPINS == SPINS - 1) sched_yield();
  else __builtin_ia32_pause();
}

/* Sends what the last strip has done since, so many rows at a time as the rank to the right expects. */
static void pass_on(int turn) {
  struct strip *s = &strip[strips - 1];
  long end = sent + together < rows ? sent + together : rows;
  if (rank < size - 1 && sent < rows && atomic_load_explicit(&s->done, memory_order_acquire) >= end) {
    for (long i = sent; i < end; i++) s->last[i] = s->g[i * s->stride + s->width];
    MPI_Send(s->last + sent, (int)(end - sent), MPI_DOUBLE, rank + 1, TAG, MPI_COMM_WORLD);
    sent = end;
  } else stand(turn);
}

static void await(int number, long row, long end) {
  struct strip *s = &strip[number];
  if (number > 0) {
    struct strip *before = s - 1;
    for (int turn = 0; atomic_load_explicit(&before->done, memory_order_acquire) < end; turn++) stand(turn);
    for (long i = row; i < end; i++) s->g[i * s->stride] = before->g[i * before->stride + before->width];
  } else if (rank > 0) {
    MPI_Request incoming;
    int here = 0;
    MPI_Irecv(s->left + row, (int)(end - row), MPI_DOUBLE, rank - 1, TAG, MPI_COMM_WORLD, &incoming);
    for (int turn = 0; MPI_Test(&incoming, &here, MPI_STATUS_IGNORE), !here; turn++) pass_on(turn);
    for (long i = row; i < end; i++) s->g[i * s->stride] = s->left[i];
  } else pass_on(0);
}

static void compute(struct strip *s, long row, long end) {
  for (long i = row > 1 ? row : 1; i < end; i++) {
    const double *restrict above = s->g + (i - 1) * s->stride;
    double *restrict here = s->g + i * s->stride;
    long from = s->first == 0 ? 2 : 1;
    double value = here[from - 1];
    for (long j = from; j < s->stride; j++) here[j] = value += above[j] - above[j - 1];
  }
}

static void step(void) {
  for (int s = 0; s < strips; s++) atomic_store_explicit(&strip[s].done, 0, memory_order_relaxed);
  sent = 0;
#pragma omp parallel num_threads(strips)
  {
    int s = omp_get_thread_num();
    for (long row = 0; row < rows; row += together) {
      long end = row + together < rows ? row + together : rows;
      await(s, row, end);
      compute(&strip[s], row, end);
      atomic_store_explicit(&strip[s].done, end, memory_order_release);
    }
    for (int turn = 0; s == 0 && rank < size - 1 && sent < rows; turn++) pass_on(turn);
  }
  double corner;
  if (rank == size - 1) {
    struct strip *s = &strip[strips - 1];
    corner = -s->g[rows * s->stride - 1];
    if (size > 1) MPI_Send(&corner, 1, MPI_DOUBLE, 0, TAG, MPI_COMM_WORLD);
  }
  if (rank == 0) {
    if (size > 1) MPI_Recv(&corner, 1, MPI_DOUBLE, size - 1, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    strip[0].g[1] = corner;
  }
  done++;
}

static void make(struct strip *s, long begin, long end) {
  s->first = begin, s->width = end - begin, s->stride = s->width + 1;
  s->g = memory(sizeof(double) * (size_t)(rows * s->stride));
  s->left = memory(sizeof(double) * (size_t)rows), s->last = memory(sizeof(double) * (size_t)rows);
  memset(s->g, 0, sizeof(double) * (size_t)(rows * s->stride));
  for (long c = 1; c < s->stride; c++) s->g[c] = (double)(begin + c - 1);
  for (long i = 0; i < rows && begin == 0; i++) s->g[i * s->stride + 1] = (double)i;
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  rows = whole("rows", 2000);
  columns = whole("columns", 2000);
  together = whole("rows_per_message", 8);
  twin_words_done();
  if (columns < size) refuse("columns are fewer than the ranks", "use more columns or fewer ranks");
  together = together < rows ? together : rows;
  first = part(columns, size, rank), width = part(columns, size, rank + 1) - first;
  strips = threads < width ? threads : (int)width;
  strip = memory(sizeof *strip * (size_t)strips);
#pragma omp parallel num_threads(strips) /* the first touch is the user's */
  {
    int s = omp_get_thread_num();
    make(&strip[s], first + part(width, strips, s), first + part(width, strips, s + 1));
  }
  twin_steps(step);
  if (damage) strip[0].g[(rows / 2) * strip[0].stride + strip[0].width]++;
  long wrong = 0;
  uint64_t digest = 0;
  double corner = (double)(rows + columns - 2), grown = (double)(done - 1) * corner;
  for (int s = 0; s < strips; s++)
    for (long i = 1; i < rows; i++)
      for (long j = strip[s].first == 0 ? 2 : 1; j < strip[s].stride; j++) {
        double value = strip[s].g[i * strip[s].stride + j];
        wrong += value != (double)(i + strip[s].first + j - 1) + grown;
        digest += digest_double((uint64_t)(i * columns + strip[s].first + j - 1), value - grown);
      }
  if (rank == size - 1) wrong += strip[strips - 1].g[rows * strip[strips - 1].stride - 1] != (double)done * corner;
  return twin_end(!sum_over_ranks(wrong), (uint64_t)sum_over_ranks((long)digest));
}
