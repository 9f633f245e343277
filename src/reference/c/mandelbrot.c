/*
 * Twin of the kernel mandelbrot: chunks of rows, dealt to the ranks in turn, and to a rank's threads as they ask.
 *
 *   size=N iterations=N chunk=N
 */
#include "twin.h"

#include "lanes.h"

enum { TOGETHER = 4 }; /* vectors of pixels: an iteration of one depends on the one before, those of several overlap */

static const double LEFT = -2, SIDE = 2.5, AREA = 1.50659;
static long pixels, iterations, chunk, chunks, done_steps;
static int *counts;      /* of this rank's rows, chunk after chunk */
static long *computed;   /* how often each of its chunks was */

static long own_chunks(void) { return (chunks - rank + size - 1) / size; }
static long first_row(long own) { return (rank + own * size) * chunk; }
static long end_row(long own) { return first_row(own) + chunk < pixels ? first_row(own) + chunk : pixels; }

static double real_part(double column) { return (column + 0.5) * (SIDE / (double)pixels) + LEFT; }

/* Twice the distance from the middle is a whole number, so that rows above and below differ in sign alone. */
static double imaginary_part(long row) { return (double)(2 * row + 1 - pixels) * (SIDE / 2 / (double)pixels); }

static int count(double cx, double cy) {
  double x = 0, y = 0;
  for (int k = 0; k < iterations; k++) {
    double xx = x * x, yy = y * y;
    if (xx + yy > 4) return k;
    y = (x + x) * y + cy;
    x = xx - yy + cx;
  }
  return (int)iterations;
}

static void count_row(long row, int *into) {
  double cy = imaginary_part(row);
  long column = 0;
  for (; column + TOGETHER * LANES <= pixels; column += TOGETHER * LANES) {
    lanes cx[TOGETHER], x[TOGETHER], y[TOGETHER];
    word_lanes found[TOGETHER];
    for (int v = 0; v < TOGETHER; v++) {
      for (int l = 0; l < LANES; l++) cx[v][l] = real_part((double)(column + v * LANES + l));
      x[v] = y[v] = all(0), found[v] = (word_lanes){0};
    }
    for (long k = 0; k < iterations; k++) {
      which inside = {0};
      for (int v = 0; v < TOGETHER; v++) {
        lanes xx = x[v] * x[v], yy = y[v] * y[v];
        which bounded = at_most(xx + yy, 4);
        inside |= bounded;
        found[v] = plus_one(found[v], bounded);
        y[v] = (x[v] + x[v]) * y[v] + cy;
        x[v] = xx - yy + cx[v];
      }
      if (!any(inside)) break;
    }
    for (int v = 0; v < TOGETHER; v++)
      for (int l = 0; l < LANES; l++) into[column + v * LANES + l] = (int)found[v][l];
  }
  for (; column < pixels; column++) into[column] = count(real_part((double)column), cy);
}

static void step(void) {
#pragma omp parallel for schedule(dynamic, 1)
  for (long own = 0; own < own_chunks(); own++) {
    for (long row = first_row(own); row < end_row(own); row++)
      count_row(row, counts + (own * chunk + row - first_row(own)) * pixels);
    computed[own]++;
  }
  done_steps++;
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  pixels = whole("size", 2000);
  iterations = whole("iterations", 1000);
  chunk = whole("chunk", 8);
  only("ranks", "cyclic"); /* after the number of ranks, which comes first */
  only("schedule", "dynamic");
  only("variant", "vector");
  twin_words_done();
  chunk = chunk < pixels ? chunk : pixels;
  chunks = (pixels + chunk - 1) / chunk;
  counts = memory(sizeof(int) * (size_t)(own_chunks() * chunk * pixels));
  computed = calloc((size_t)own_chunks() + 1, sizeof(long));
  twin_steps(step);
  if (damage && own_chunks()) counts[pixels / 2]++;
  long wrong = 0, inside = 0;
  uint64_t digest = 0, mirrored = 0;
#pragma omp parallel for schedule(dynamic, 1) reduction(+ : wrong, inside, digest, mirrored)
  for (long own = 0; own < own_chunks(); own++) {
    wrong += computed[own] != done_steps;
    for (long row = first_row(own); row < end_row(own); row++)
      for (long column = 0; column < pixels; column++) {
        int found = counts[(own * chunk + row - first_row(own)) * pixels + column];
        wrong += found != count(real_part((double)column), imaginary_part(row));
        inside += found == iterations;
        digest += digest_term((uint64_t)(row * pixels + column), (uint64_t)found);
        mirrored += digest_term((uint64_t)((pixels - 1 - row) * pixels + column), (uint64_t)found);
      }
  }
  wrong = sum_over_ranks(wrong);
  digest = (uint64_t)sum_over_ranks((long)digest);
  mirrored = (uint64_t)sum_over_ranks((long)mirrored);
  double area = (double)sum_over_ranks(inside) * (SIDE / (double)pixels) * (SIDE / (double)pixels);
  bool right = !wrong && digest == mirrored && fabs(area - AREA) <= 20.0 / (double)pixels + 20.0 / (double)iterations;
  return twin_end(right, digest);
}
