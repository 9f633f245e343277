/*
 * Twin of the kernel nbody: bodies that attract each other, every pair summed directly. A rank has a block of the bodies; a
 * copy of each block goes once round the ring of ranks, and while it is on its way the threads add its attraction to the rank's
 * own bodies. Attractions are rounded to multiples of 2^-40, so that their sums are exact in any order.
 *
 *   bodies=N time_steps=N overlap=true|false
 */
#include "twin.h"

#include "lanes.h"
#include "philox.h"

enum { TAG = 1, BLOCK = 4 }; /* own bodies at a time, for which a visitor is loaded once */

static const double TIME_STEP = 0x1p-8, QUANTUM = 0x1p-40, SOFTENING = 0.01, ROUNDER = 0x1.8p52 * 0x1p-40;
static long bodies, time_steps, first, length, stride;
static bool overlap;
static double *start, *position, *velocity, *acceleration, *travelling[2];
static long momentum[3];

static double *block(void) { return memory(sizeof(double) * (size_t)(3 * stride)); }

/* The sum of the doubles and ROUNDER is rounded to a multiple of the quantum. */
static inline lanes rounded(lanes x) { return x + ROUNDER - ROUNDER; }

static inline void alone(double dx, double dy, double dz, double *sum) {
  double square = dx * dx + dy * dy + dz * dz + SOFTENING, strength = 1.0 / (double)bodies / (square * sqrt(square));
  sum[0] += dx * strength + ROUNDER - ROUNDER;
  sum[1] += dy * strength + ROUNDER - ROUNDER;
  sum[2] += dz * strength + ROUNDER - ROUNDER;
}

/* The attraction of `count` visitors on the bodies from i on, BLOCK of them or one. */
static inline void attract(const double *restrict visitors, long count, long i, const int several) {
  lanes sum[3][BLOCK] = {0};
  const double *own[3] = {position + i, position + stride + i, position + 2 * stride + i};
  long j = 0;
  for (; j + LANES <= count; j += LANES) {
    lanes vx = load(visitors + j), vy = load(visitors + stride + j), vz = load(visitors + 2 * stride + j);
#pragma GCC unroll 4
    for (int b = 0; b < several; b++) {
      lanes dx = vx - own[0][b], dy = vy - own[1][b], dz = vz - own[2][b];
      lanes square = dx * dx + dy * dy + dz * dz + SOFTENING;
      lanes strength = 1.0 / (double)bodies / (square * root(square));
      sum[0][b] += rounded(dx * strength), sum[1][b] += rounded(dy * strength), sum[2][b] += rounded(dz * strength);
    }
  }
  for (int b = 0; b < several; b++) {
    double a[3] = {sum_of(sum[0][b]), sum_of(sum[1][b]), sum_of(sum[2][b])};
    for (long k = j; k < count; k++)
      alone(visitors[k] - own[0][b], visitors[stride + k] - own[1][b], visitors[2 * stride + k] - own[2][b], a);
    for (int axis = 0; axis < 3; axis++) acceleration[axis * stride + i + b] += a[axis];
  }
}

static void attraction_of(const double *visitors, long count) {
#pragma omp parallel for schedule(static)
  for (long i = 0; i < length; i += BLOCK) {
    if (i + BLOCK <= length) attract(visitors, count, i, BLOCK);
    else for (long k = i; k < length; k++) attract(visitors, count, k, 1);
  }
}

static void accelerate(void) {
  memset(acceleration, 0, sizeof(double) * (size_t)(3 * stride));
  memcpy(travelling[0], position, sizeof(double) * (size_t)(3 * stride));
  for (int hop = 0; hop < size; hop++) {
    int from = (rank + size - hop) % size;
    double *here = travelling[hop % 2], *coming = travelling[(hop + 1) % 2];
    MPI_Request r[2] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL};
    if (hop < size - 1) {
      MPI_Irecv(coming, (int)(3 * stride), MPI_DOUBLE, (rank + size - 1) % size, TAG, MPI_COMM_WORLD, &r[0]);
      MPI_Isend(here, (int)(3 * stride), MPI_DOUBLE, (rank + 1) % size, TAG, MPI_COMM_WORLD, &r[1]);
      if (!overlap) MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
    }
    attraction_of(here, part(bodies, size, from + 1) - part(bodies, size, from));
    MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
  }
}

static void move(void) {
#pragma omp parallel for schedule(static)
  for (long i = 0; i < length; i++)
    for (long at = i; at < 3 * stride; at += stride) {
      velocity[at] += TIME_STEP * acceleration[at];
      position[at] += TIME_STEP * velocity[at];
    }
}

static void step(void) {
  memcpy(position, start, sizeof(double) * (size_t)(3 * stride));
  memset(velocity, 0, sizeof(double) * (size_t)(3 * stride));
  for (long t = 0; t < time_steps; t++) accelerate(), move();
  for (int axis = 0; axis < 3; axis++)
    for (long i = 0; i < length; i++) momentum[axis] += (long)(velocity[axis * stride + i] / QUANTUM / TIME_STEP);
}

/* Accelerations at the end, of all bodies in the order of their numbers, by a plain loop. */
static long wrong_accelerations(void) {
  double *every = calloc((size_t)(3 * bodies), sizeof(double));
  for (int axis = 0; axis < 3; axis++)
    for (long i = 0; i < length; i++) every[axis * bodies + first + i] = position[axis * stride + i];
  MPI_Allreduce(MPI_IN_PLACE, every, (int)(3 * bodies), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  const double *x = every, *y = every + bodies, *z = every + 2 * bodies;
  long wrong = 0;
#pragma omp parallel for schedule(static) reduction(+ : wrong)
  for (long i = 0; i < length; i++) {
    double sum[3] = {0, 0, 0};
    for (long j = 0; j < bodies; j++) alone(x[j] - x[first + i], y[j] - y[first + i], z[j] - z[first + i], sum);
    for (int axis = 0; axis < 3; axis++) wrong += sum[axis] != acceleration[axis * stride + i];
  }
  free(every);
  return wrong;
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  bodies = whole("bodies", 4000);
  time_steps = whole("time_steps", 2);
  overlap = flag("overlap", true);
  only("variant", "vector");
  twin_words_done();
  first = part(bodies, size, rank), length = part(bodies, size, rank + 1) - first, stride = part(bodies, size, 1);
  start = block(), position = block(), velocity = block(), acceleration = block();
  for (int k = 0; k < 2; k++) travelling[k] = block();
  memset(start, 0, sizeof(double) * (size_t)(3 * stride));
  for (long i = 0; i < length; i++) {
    uint32_t words_of[4];
    philox(2, 0, (uint64_t)(first + i), 0, words_of);
    for (int axis = 0; axis < 3; axis++) start[axis * stride + i] = words_of[axis] * 0x1p-32;
  }
  twin_steps(step);
  if (damage && length) position[length / 2] += 1e-9;
  double way = 0, shift[3] = {0};
  uint64_t digest = 0;
  for (int axis = 0; axis < 3; axis++)
    for (long i = 0; i < length; i++) {
      shift[axis] += position[axis * stride + i] - start[axis * stride + i];
      digest += digest_double((uint64_t)(axis * bodies + first + i), position[axis * stride + i]);
    }
  MPI_Allreduce(MPI_IN_PLACE, shift, 3, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  for (int axis = 0; axis < 3; axis++) way = fabs(shift[axis]) > way ? fabs(shift[axis]) : way;
  long moved = 0;
  for (int axis = 0; axis < 3; axis++) moved |= labs(sum_over_ranks(momentum[axis]));
  accelerate();
  bool right = !moved && way <= 1e-15 * (double)(bodies * time_steps) && !sum_over_ranks(wrong_accelerations());
  return twin_end(right, (uint64_t)sum_over_ranks((long)digest));
}
