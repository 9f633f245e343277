/*
 * Twin of the kernel triad: v(k+1) = v(k) - v(k-1) on three arrays of n doubles, which take turns; ranks hold blocks, and
 * threads share a rank's.
 *
 *   n=N stores=plain|streaming     STREAM's own loop, or stores that go past the caches and need not read what they replace
 */
#include "twin.h"

#include "lanes.h"

static long n, from, length, done;
static bool streaming;
static double *v[3];

static double first(long i) { return 1.0 + (double)i; }
static double second(long i) { return 2.0 * (double)n - (double)i; }

/* What step k makes of (v0, v1): the recurrence has period six. */
static double replay(double v0, double v1, long k) {
  double before = v0, now = v1;
  for (long s = 0; s < k % 6; s++) { double next = now - before; before = now; now = next; }
  return before;
}

static void step(void) {
  double *restrict a = v[(done + 2) % 3], *restrict b = v[(done + 1) % 3], *restrict c = v[done % 3];
  if (streaming) {
    long whole_lanes = length / LANES * LANES;
#pragma omp parallel
    {
#pragma omp for schedule(static) nowait
      for (long i = 0; i < whole_lanes; i += LANES) stream(a + i, load(b + i) - load(c + i));
      _mm_sfence();
    }
    for (long i = whole_lanes; i < length; i++) a[i] = b[i] - c[i];
  } else {
#pragma omp parallel for simd schedule(static)
    for (long i = 0; i < length; i++) a[i] = b[i] - c[i];
  }
  done++;
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  n = whole("n", 40000000);
  const char *stores = text("stores", "plain");
  streaming = !strcmp(stores, "streaming");
  if (!streaming && strcmp(stores, "plain")) refuse("must be plain or streaming", stores);
  only("variant", "vector");
  twin_words_done();
  from = part(n, size, rank), length = part(n, size, rank + 1) - from;
  for (int j = 0; j < 3; j++) v[j] = memory(sizeof(double) * (size_t)length);
#pragma omp parallel for schedule(static) /* the first touch is the user's */
  for (long i = 0; i < length; i++) v[0][i] = first(from + i), v[1][i] = second(from + i), v[2][i] = v[0][i] - v[1][i];
  twin_steps(step);
  if (damage && length) v[done % 3][length / 2]++;
  long wrong = 0;
  uint64_t digest = 0;
#pragma omp parallel for schedule(static) reduction(+ : wrong, digest)
  for (long i = 0; i < length; i++) {
    for (int j = 0; j < 3; j++) wrong += v[(done + j) % 3][i] != replay(first(from + i), second(from + i), done + (j < 2 ? j : 5)); /* v(k - 1) = v(k + 5) */
    /* Which no step changes. */
    int64_t x = (int64_t)v[(done + 1) % 3][i], y = (int64_t)v[done % 3][i];
    digest += digest_term((uint64_t)(from + i), (uint64_t)(x * x - x * y + y * y));
  }
  return twin_end(!sum_over_ranks(wrong), (uint64_t)sum_over_ranks((long)digest));
}
