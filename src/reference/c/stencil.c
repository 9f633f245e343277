/*
 * Twin of the kernel stencil, the Parallel Research Kernels' star of radius 2 with the weights of a divergence: out += star of
 * in, then in += 1. Ranks form a grid of blocks with halos; threads share a block's rows. With overlap, the points that need
 * no halo are computed while its rows are on their way, columns follow, and the borders come last.
 *
 *   n=N overlap=true|false
 */
#include "twin.h"

enum { R = 2, TAG = 1 };

static long n, first_i, first_j, height, width, stride, done;
static bool overlap;
static double *in, *out, *columns[4]; /* packed columns: to and from the left, to and from the right */
static struct grid ranks;

static double *at(long row) { return in + (row + R) * stride + R; }

static void star(long row, long from, long to) {
  const double *restrict c = at(row);
  double *restrict result = out + row * width;
  const long s = stride;
#pragma omp simd
  for (long j = from; j < to; j++) {
    double near = c[j + 1] - c[j - 1] + (c[j + s] - c[j - s]);
    double far = c[j + 2] - c[j - 2] + (c[j + 2 * s] - c[j - 2 * s]);
    result[j] += 0.25 * near + 0.125 * far;
  }
}

static bool computed(long row) { return first_i + row >= R && first_i + row < n - R; }
static long greater(long a, long b) { return a > b ? a : b; }
static long less(long a, long b) { return a < b ? a : b; }
static long first_column(void) { return greater(0, R - first_j); }
static long end_column(void) { return less(width, n - R - first_j); }

static void inner(void) {
#pragma omp parallel for schedule(static)
  for (long row = 0; row < height; row++)
    if (row >= R && row < height - R && computed(row))
      star(row, greater(first_column(), R), less(end_column(), width - R));
}

static void border(void) {
#pragma omp parallel for schedule(static)
  for (long row = 0; row < height; row++) {
    if (!computed(row)) continue;
    long left = row < R || row >= height - R ? end_column() : less(end_column(), R);
    star(row, first_column(), left);
    star(row, greater(left, greater(first_column(), width - R)), end_column());
  }
}

static void everything(void) {
#pragma omp parallel for schedule(static)
  for (long row = 0; row < height; row++)
    if (computed(row)) star(row, first_column(), end_column());
}

/* Rows lie together and go as they are. */
static void send_rows(MPI_Request *r) {
  int length = (int)(R * stride);
  MPI_Irecv(in, length, MPI_DOUBLE, ranks.down[0], TAG, MPI_COMM_WORLD, &r[0]);
  MPI_Irecv(in + (height + R) * stride, length, MPI_DOUBLE, ranks.up[0], TAG + 1, MPI_COMM_WORLD, &r[1]);
  MPI_Isend(in + height * stride, length, MPI_DOUBLE, ranks.up[0], TAG, MPI_COMM_WORLD, &r[2]);
  MPI_Isend(in + R * stride, length, MPI_DOUBLE, ranks.down[0], TAG + 1, MPI_COMM_WORLD, &r[3]);
}

static void copy_columns(double *buffer, double *first, bool pack) {
  for (long row = 0; row < height + 2 * R; row++)
    for (long k = 0; k < R; k++) {
      if (pack) buffer[row * R + k] = first[row * stride + k];
      else first[row * stride + k] = buffer[row * R + k];
    }
}

static void send_columns(MPI_Request *r) {
  int length = (int)(R * (height + 2 * R));
  if (ranks.down[1] != MPI_PROC_NULL) copy_columns(columns[0], in + R, true);
  if (ranks.up[1] != MPI_PROC_NULL) copy_columns(columns[2], in + width, true);
  MPI_Irecv(columns[1], length, MPI_DOUBLE, ranks.down[1], TAG + 2, MPI_COMM_WORLD, &r[0]);
  MPI_Irecv(columns[3], length, MPI_DOUBLE, ranks.up[1], TAG + 3, MPI_COMM_WORLD, &r[1]);
  MPI_Isend(columns[2], length, MPI_DOUBLE, ranks.up[1], TAG + 2, MPI_COMM_WORLD, &r[2]);
  MPI_Isend(columns[0], length, MPI_DOUBLE, ranks.down[1], TAG + 3, MPI_COMM_WORLD, &r[3]);
}

static void step(void) {
  MPI_Request r[8];
  send_columns(r), send_rows(r + 4); /* in this order, for the columns hold a bit of the rows that come */
  if (overlap) inner();
  MPI_Waitall(8, r, MPI_STATUSES_IGNORE);
  if (ranks.down[1] != MPI_PROC_NULL) copy_columns(columns[1], in, false);
  if (ranks.up[1] != MPI_PROC_NULL) copy_columns(columns[3], in + R + width, false);
  if (overlap) border();
  else everything();
#pragma omp parallel for schedule(static)
  for (long row = 0; row < height; row++) {
    double *restrict own = at(row);
#pragma omp simd
    for (long j = 0; j < width; j++) own[j] += 1;
  }
  done++;
}

static void fill(void) {
#pragma omp parallel for schedule(static)
  for (long row = 0; row < height; row++) {
    long from = row == 0 ? -R : row, to = row == height - 1 ? height + R : row + 1;
    memset(in + (from + R) * stride, 0, sizeof(double) * (size_t)((to - from) * stride));
    for (long j = 0; j < width; j++) at(row)[j] = (double)(first_i + row + first_j + j), out[row * width + j] = 0;
  }
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  n = whole("n", 4000);
  overlap = flag("overlap", true);
  only("variant", "vector");
  only("decomposition", "blocks");
  only("thread_level", "funneled");
  twin_words_done();
  ranks = grid_of_ranks();
  first_i = part(n, ranks.dims[0], ranks.at[0]), height = part(n, ranks.dims[0], ranks.at[0] + 1) - first_i;
  first_j = part(n, ranks.dims[1], ranks.at[1]), width = part(n, ranks.dims[1], ranks.at[1] + 1) - first_j;
  if (height < R || width < R) refuse("a block is smaller than its halo", "use a larger n or fewer ranks");
  stride = width + 2 * R;
  in = memory(sizeof(double) * (size_t)((height + 2 * R) * stride));
  out = memory(sizeof(double) * (size_t)(height * width));
  for (int k = 0; k < 4; k++) columns[k] = memory(sizeof(double) * (size_t)(R * (height + 2 * R)));
  fill();
  twin_steps(step);
  if (damage) out[(height / 2) * width + width / 2]++;
  long wrong = 0;
  uint64_t digest = 0;
#pragma omp parallel for schedule(static) reduction(+ : wrong, digest)
  for (long row = 0; row < height; row++)
    for (long j = 0; j < width; j++) {
      bool inside = computed(row) && j >= first_column() && j < end_column();
      uint64_t index = (uint64_t)((first_i + row) * n + first_j + j);
      wrong += out[row * width + j] != (inside ? 2.0 * (double)done : 0);
      wrong += at(row)[j] != (double)(first_i + row + first_j + j + done);
      digest += digest_double(index, out[row * width + j] / (double)done);
      digest += digest_double(~index, at(row)[j] - (double)done);
    }
  return twin_end(!sum_over_ranks(wrong), (uint64_t)sum_over_ranks((long)digest));
}
