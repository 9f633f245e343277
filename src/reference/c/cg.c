/*
 * Twin of the kernel cg: conjugate gradients without a preconditioner on HPCG's matrix, 26 on the diagonal and -1 for each of up
 * to 26 neighbours on a grid of n x n x n points, and a right-hand side for which 1 everywhere is the solution. Ranks have blocks
 * of the grid; rows whose neighbours are all a rank's own come first and are multiplied while the first faces are on their way;
 * dimension after dimension brings edges and corners. Threads share a rank's rows.
 *
 * Sums of products are plain ones, of which each split makes other last bits, while the kernel's are exact: so there is no
 * digest, but the work of a step, which tells the iterations.
 *
 *   n=N tolerance=X most_iterations=N overlap=true|false
 */
#include "twin.h"

enum { DIMENSIONS = 3, TAG = 1 };

static const double DIAGONAL = 26;

static long n, most_iterations, rows, inner_rows, iterations, fewest = INT64_MAX, breakdowns;
static double tolerance;
static bool overlap;
static long first[DIMENSIONS], length[DIMENSIONS], extent[DIMENSIONS], stride[DIMENSIONS];
static int dims[DIMENSIONS], at[DIMENSIONS];
static int *start, *columns, *cells; /* of rows, of entries, of rows */
static double *values, *b, *x, *r, *p, *product, *haloed;

/* One way across one dimension; runs of cells that lie apart are packed. */
static struct direction {
  int dest, source, tag;
  long runs, run, apart;
  double *own, *halo, *packed, *unpacked;
  MPI_Request request[2];
} directions[2 * DIMENSIONS];

static void copy_runs(double *to, long to_apart, const double *from, long from_apart, const struct direction *d) {
  if (d->run == 1)
    for (long k = 0; k < d->runs; k++) to[k * to_apart] = from[k * from_apart];
  else
    for (long k = 0; k < d->runs; k++) memcpy(to + k * to_apart, from + k * from_apart, sizeof(double) * (size_t)d->run);
}

static void post(int dimension) {
  for (struct direction *d = directions + 2 * dimension; d < directions + 2 * dimension + 2; d++)
    MPI_Irecv(d->unpacked, (int)(d->runs * d->run), MPI_DOUBLE, d->source, d->tag, MPI_COMM_WORLD, &d->request[0]);
  for (struct direction *d = directions + 2 * dimension; d < directions + 2 * dimension + 2; d++) {
    if (d->runs > 1 && d->dest != MPI_PROC_NULL) copy_runs(d->packed, d->run, d->own, d->apart, d);
    MPI_Isend(d->packed, (int)(d->runs * d->run), MPI_DOUBLE, d->dest, d->tag, MPI_COMM_WORLD, &d->request[1]);
  }
}

static void complete(int dimension) {
  for (struct direction *d = directions + 2 * dimension; d < directions + 2 * dimension + 2; d++) {
    MPI_Waitall(2, d->request, MPI_STATUSES_IGNORE);
    if (d->runs > 1 && d->source != MPI_PROC_NULL) copy_runs(d->halo, d->apart, d->unpacked, d->run, d);
  }
}

static void finish(void) {
  complete(0);
  for (int d = 1; d < DIMENSIONS; d++) post(d), complete(d);
}

static int rank_at(int dimension, int step) {
  int there[DIMENSIONS] = {at[0], at[1], at[2]};
  there[dimension] += step;
  bool is = there[dimension] >= 0 && there[dimension] < dims[dimension];
  return is ? (there[0] * dims[1] + there[1]) * dims[2] + there[2] : MPI_PROC_NULL;
}

static void make_directions(void) {
  long runs = 1;
  for (int d = 0; d < DIMENSIONS; d++) {
    for (int way = 0; way < 2; way++) {
      struct direction *to = &directions[2 * d + way];
      *to = (struct direction){.dest = rank_at(d, way ? -1 : 1), .source = rank_at(d, way ? 1 : -1), .tag = TAG + 2 * d + way,
                               .runs = runs, .run = stride[d], .apart = extent[d] * stride[d]};
      to->own = haloed + (way ? 1 : length[d]) * stride[d], to->halo = haloed + (way ? length[d] + 1 : 0) * stride[d];
      to->packed = runs > 1 ? memory(sizeof(double) * (size_t)(runs * to->run)) : to->own;
      to->unpacked = runs > 1 ? memory(sizeof(double) * (size_t)(runs * to->run)) : to->halo;
    }
    runs *= extent[d];
  }
}

/* Of a place in the block with its halo, in the whole grid. */
static long coordinate(long cell, int axis) { return first[axis] + cell / stride[axis] % extent[axis] - 1; }
static long point(long row) {
  return (coordinate(cells[row], 0) * n + coordinate(cells[row], 1)) * n + coordinate(cells[row], 2);
}

/* The places of a point and its neighbours, in the order of their numbers; how many there are. */
static int neighbourhood(long cell, int *places) {
  long c[DIMENSIONS] = {coordinate(cell, 0), coordinate(cell, 1), coordinate(cell, 2)};
  int count = 0;
  for (int i = -1; i <= 1; i++)
    for (int j = -1; j <= 1; j++)
      for (int k = -1; k <= 1; k++)
        if (c[0] + i >= 0 && c[0] + i < n && c[1] + j >= 0 && c[1] + j < n && c[2] + k >= 0 && c[2] + k < n)
          places[count++] = (int)(cell + i * stride[0] + j * stride[1] + k);
  return count;
}

static void order_rows(void) {
  for (int pass = 0; pass < 2; pass++) {
    for (long i = 0; i < length[0]; i++)
      for (long j = 0; j < length[1]; j++)
        for (long k = 0; k < length[2]; k++) {
          bool inside = i > 0 && i < length[0] - 1 && j > 0 && j < length[1] - 1 && k > 0 && k < length[2] - 1;
          if (inside == !pass) cells[rows++] = (int)((i + 1) * stride[0] + (j + 1) * stride[1] + k + 1);
        }
    if (!pass) inner_rows = rows;
  }
}

/* Entries are written by the threads that will multiply them. */
static void make_matrix(void) {
  int places[27];
  start[0] = 0;
  for (long row = 0; row < rows; row++) start[row + 1] = start[row] + neighbourhood(cells[row], places);
  columns = memory(sizeof(int) * (size_t)start[rows]), values = memory(sizeof(double) * (size_t)start[rows]);
#pragma omp parallel for schedule(static)
  for (long row = 0; row < rows; row++) {
    int count = neighbourhood(cells[row], columns + start[row]);
    for (int e = start[row]; e < start[row + 1]; e++) values[e] = columns[e] == cells[row] ? DIAGONAL : -1;
    b[row] = DIAGONAL - (count - 1);
  }
}

/* product = A * p for some rows; answers their part of p * product. */
static double multiply_rows(long from, long to) {
  double dot = 0;
#pragma omp parallel for schedule(static) reduction(+ : dot)
  for (long row = from; row < to; row++) {
    double sum = 0;
    for (int e = start[row]; e < start[row + 1]; e++) sum += values[e] * haloed[columns[e]];
    product[row] = sum;
    dot += p[row] * sum;
  }
  return dot;
}

static double multiply(void) {
  double dot = 0;
  post(0);
  if (overlap) dot = multiply_rows(0, inner_rows);
  finish();
  return dot + multiply_rows(overlap ? inner_rows : 0, rows);
}

static double sum_of_all(double own) {
  double sum;
  MPI_Allreduce(&own, &sum, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return sum;
}

static void step(void) {
  double rr = 0;
#pragma omp parallel for schedule(static) reduction(+ : rr)
  for (long row = 0; row < rows; row++) {
    x[row] = 0;
    haloed[cells[row]] = p[row] = r[row] = b[row];
    rr += b[row] * b[row];
  }
  rr = sum_of_all(rr);
  double enough = tolerance * tolerance * rr;
  for (iterations = 0; rr > enough && iterations < most_iterations; iterations++) {
    double curvature = sum_of_all(multiply()), next = 0;
    if (!(curvature > 0)) {
      breakdowns++;
      break;
    }
    double alpha = rr / curvature;
#pragma omp parallel for simd schedule(static) reduction(+ : next)
    for (long row = 0; row < rows; row++) {
      x[row] += alpha * p[row];
      r[row] -= alpha * product[row];
      next += r[row] * r[row];
    }
    next = sum_of_all(next);
    double beta = next / rr;
    rr = next;
#pragma omp parallel for schedule(static)
    for (long row = 0; row < rows; row++) haloed[cells[row]] = p[row] = r[row] + beta * p[row];
  }
  fewest = iterations < fewest ? iterations : fewest;
}

static void spread(const double *vector) {
  for (long row = 0; row < rows; row++) haloed[cells[row]] = vector[row];
  post(0), finish();
}

/* |b - A * x| / |b|, by the stencil and not by the matrix as it is stored. */
static double residual(void) {
  double off = 0, of_b = 0;
  int places[27];
  spread(x);
  for (long row = 0; row < rows; row++) {
    int count = neighbourhood(cells[row], places);
    double sum = (DIAGONAL + 1) * haloed[cells[row]];
    for (int k = 0; k < count; k++) sum -= haloed[places[k]];
    off += (b[row] - sum) * (b[row] - sum), of_b += b[row] * b[row];
  }
  return sqrt(sum_of_all(off) / sum_of_all(of_b));
}

static double dot(const double *u, const double *v) {
  double sum = 0;
  for (long row = 0; row < rows; row++) sum += u[row] * v[row];
  return sum_of_all(sum);
}

/* |u * Av - v * Au| / (|u| * |Av|) for two vectors without any symmetry. */
static double asymmetry(void) {
  double *u = memory(sizeof(double) * (size_t)rows), *v = memory(sizeof(double) * (size_t)rows);
  for (long row = 0; row < rows; row++) {
    u[row] = 1 + (double)(digest_term((uint64_t)point(row), 1) >> 11) * 0x1p-53;
    v[row] = 1 + (double)(digest_term((uint64_t)point(row), 2) >> 11) * 0x1p-53;
  }
  spread(v);
  multiply_rows(0, rows);
  double uav = dot(u, product), lengths = dot(u, u) * dot(product, product);
  spread(u);
  multiply_rows(0, rows);
  double vau = dot(v, product);
  free(u), free(v);
  return fabs(uav - vau) / sqrt(lengths);
}

static double *vector(long count) { return memory(sizeof(double) * (size_t)count); }

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  n = whole("n", 64);
  tolerance = atof(text("tolerance", "1e-8"));
  most_iterations = whole("most_iterations", 1000);
  overlap = flag("overlap", true);
  only("matrix", "stencil");
  only("decomposition", "blocks");
  only("variant", "vector");
  word("file"); /* of another matrix */
  twin_words_done();
  MPI_Dims_create(size, DIMENSIONS, dims);
  if (n < dims[0]) refuse("fewer points along an axis than ranks", "use fewer ranks or a larger n");
  long points = 1;
  at[0] = rank / (dims[1] * dims[2]), at[1] = rank / dims[2] % dims[1], at[2] = rank % dims[2];
  for (int d = 0; d < DIMENSIONS; d++) {
    first[d] = part(n, dims[d], at[d]), length[d] = part(n, dims[d], at[d] + 1) - first[d], extent[d] = length[d] + 2;
    points *= part(n, dims[d], 1) + 2;
  }
  if (27 * points > INT32_MAX) refuse("a rank has more entries than an int counts", "use more ranks or a smaller n");
  stride[2] = 1, stride[1] = extent[2], stride[0] = extent[1] * extent[2];
  long own = length[0] * length[1] * length[2], all = extent[0] * stride[0];
  start = memory(sizeof(int) * (size_t)(own + 1)), cells = memory(sizeof(int) * (size_t)own);
  b = vector(own), x = vector(own), r = vector(own), p = vector(own), product = vector(own), haloed = vector(all);
  memset(haloed, 0, sizeof(double) * (size_t)all);
  order_rows(), make_matrix(), make_directions();
  twin_steps(step);
  if (damage && rows) x[rows / 2] += 1e-3;
  double farthest = 0;
  for (long row = 0; row < rows; row++) farthest = fmax(farthest, fabs(x[row] - 1));
  bool right = !breakdowns && fewest == iterations && residual() <= 2 * tolerance;
  right &= most_over_ranks(farthest) <= tolerance * 100 * (double)n * (double)n && asymmetry() <= 1e-13;
  double entries = pow(3 * (double)n - 2, 3), made = (double)(iterations > 1 ? iterations : 1);
  return twin_end_without_digest(right, made * (2 * entries + 10 * pow((double)n, 3)));
}
