/*
 * Twin of the kernel jacobi: sweeps for the stream function in a box (EPCC's CFD exercise). Ranks form a grid of blocks and
 * exchange halos before each sweep, rows as they lie and columns packed; threads share a block's rows.
 *
 *   scale=N iterations=N overlap=false
 */
#include "twin.h"

enum { TAG = 1 };

static long scale, iterations, side, first_i, first_j, height, width, stride;
static double *psi, *next, *columns[4];
static struct grid ranks;

/* Rises along the bottom edge (j = 0), falls along the right one (i = side + 1), and is 0 elsewhere. */
static double boundary(long i, long j) {
  bool bottom = j == 0 && i <= side, right = i == side + 1 && j >= 1 && j <= side;
  long inflow = 5 * scale, value = bottom ? i - 10 * scale : right ? 15 * scale + inflow - j : 0;
  return (double)(value < 0 ? 0 : value > inflow ? inflow : value);
}

static double *at(double *field, long row) { return field + (row + 1) * stride + 1; }

static void fill(double *field) {
#pragma omp parallel for schedule(static) /* as the sweeps share it, with the edges' rows */
  for (long row = 0; row < height; row++)
    for (long r = row == 0 ? -1 : row; r <= (row == height - 1 ? height : row); r++)
      for (long j = -1; j <= width; j++) {
        long gi = first_i + r, gj = first_j + j;
        bool interior = gi >= 1 && gi <= side && gj >= 1 && gj <= side;
        at(field, r)[j] = interior ? 0 : boundary(gi, gj);
      }
}

/* Across one dimension: what goes up and comes from below, what goes down and comes from above. */
static void shift(const double *to_up, double *from_down, const double *to_down, double *from_up, long length, int d, MPI_Request *r) {
  MPI_Irecv(from_down, (int)length, MPI_DOUBLE, ranks.down[d], TAG + 2 * d, MPI_COMM_WORLD, &r[0]);
  MPI_Irecv(from_up, (int)length, MPI_DOUBLE, ranks.up[d], TAG + 2 * d + 1, MPI_COMM_WORLD, &r[1]);
  MPI_Isend(to_up, (int)length, MPI_DOUBLE, ranks.up[d], TAG + 2 * d, MPI_COMM_WORLD, &r[2]);
  MPI_Isend(to_down, (int)length, MPI_DOUBLE, ranks.down[d], TAG + 2 * d + 1, MPI_COMM_WORLD, &r[3]);
}

/* All messages are under way at once; columns first, for they hold a bit of the rows that come. */
static void exchange(double *field) {
  MPI_Request r[8];
  bool left = ranks.down[1] != MPI_PROC_NULL, right = ranks.up[1] != MPI_PROC_NULL;
  if (left || right)
    for (long row = 0; row < height + 2; row++)
      columns[0][row] = field[row * stride + width], columns[2][row] = field[row * stride + 1];
  shift(columns[0], columns[1], columns[2], columns[3], height + 2, 1, r);
  shift(field + height * stride, field, field + stride, field + (height + 1) * stride, stride, 0, r + 4);
  MPI_Waitall(8, r, MPI_STATUSES_IGNORE);
  if (!left && !right) return;
  for (long row = 0; row < height + 2; row++) {
    if (left) field[row * stride] = columns[1][row];
    if (right) field[row * stride + width + 1] = columns[3][row];
  }
}

static void sweep(void) {
#pragma omp parallel for schedule(static)
  for (long row = 0; row < height; row++) {
    const double *restrict c = at(psi, row);
    double *restrict result = at(next, row);
#pragma omp simd
    for (long j = 0; j < width; j++) result[j] = 0.25 * (c[j - stride] + c[j + stride] + c[j - 1] + c[j + 1]);
  }
}

static void step(void) {
#pragma omp parallel for schedule(static)
  for (long row = 0; row < height; row++) memset(at(psi, row), 0, sizeof(double) * (size_t)width);
  for (long k = 0; k < iterations; k++) {
    exchange(psi);
    sweep();
    double *last = psi;
    psi = next, next = last;
  }
}

static double sine(int p, long i) { return sin(M_PI * p * (double)i / (double)(side + 1)); }

/* The sum of psi(i, j) * sine p(i) * sine q(j) after all sweeps, in closed form, and what `weight` its roundings have. */
static double closed_form(int p, int q, double *weight) {
  double edge = 0, sum_p = 0, sum_q = 0, a = sin(M_PI * p / (2.0 * (double)(side + 1))), b = sin(M_PI * q / (2.0 * (double)(side + 1)));
  for (long k = 1; k <= side; k++) {
    edge += 0.25 * boundary(k, 0) * sine(p, k) * sine(q, 1) + 0.25 * boundary(side + 1, k) * sine(p, side) * sine(q, k);
    sum_p += fabs(sine(p, k)), sum_q += fabs(sine(q, k));
  }
  *weight = sum_p * sum_q * 5.0 * (double)scale;
  double one_minus_lambda = a * a + b * b;
  return edge * -expm1((double)iterations * log1p(-one_minus_lambda)) / one_minus_lambda;
}

static bool right_answer(void) {
  static const int MODES[][2] = {{1, 1}, {1, 2}, {2, 1}, {3, 2}};
  double worst = 0;
  for (int m = 0; m < 4; m++) {
    double own = 0, all, weight, expected = closed_form(MODES[m][0], MODES[m][1], &weight);
    for (long row = 0; row < height; row++) {
      double sum = 0;
      for (long j = 0; j < width; j++) sum += sine(MODES[m][1], first_j + j) * at(psi, row)[j];
      own += sine(MODES[m][0], first_i + row) * sum;
    }
    MPI_Allreduce(&own, &all, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    double off = fabs(all - expected) / weight;
    worst = off <= worst ? worst : off;
  }
  return worst <= (4.0 * (double)(iterations + side) + 100) * 0x1p-53;
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  scale = whole("scale", 16);
  iterations = whole("iterations", 1000);
  only("overlap", "false");
  only("decomposition", "blocks");
  only("thread_level", "funneled");
  only("variant", "vector");
  twin_words_done();
  side = 32 * scale;
  ranks = grid_of_ranks();
  first_i = part(side, ranks.dims[0], ranks.at[0]) + 1, height = part(side, ranks.dims[0], ranks.at[0] + 1) - first_i + 1;
  first_j = part(side, ranks.dims[1], ranks.at[1]) + 1, width = part(side, ranks.dims[1], ranks.at[1] + 1) - first_j + 1;
  if (height < 1 || width < 1) refuse("a rank has no point", "use a larger scale or fewer ranks");
  stride = width + 2;
  psi = memory(sizeof(double) * (size_t)((height + 2) * stride));
  next = memory(sizeof(double) * (size_t)((height + 2) * stride));
  for (int k = 0; k < 4; k++) columns[k] = memory(sizeof(double) * (size_t)(height + 2));
  fill(psi);
  fill(next);
  twin_steps(step);
  if (damage) at(psi, height / 2)[width / 2] += 1;
  uint64_t digest = 0;
#pragma omp parallel for schedule(static) reduction(+ : digest)
  for (long row = 0; row < height; row++)
    for (long j = 0; j < width; j++)
      digest += digest_double((uint64_t)((first_i + row - 1) * side + first_j + j - 1), at(psi, row)[j]);
  return twin_end(right_answer(), (uint64_t)sum_over_ranks((long)digest));
}
