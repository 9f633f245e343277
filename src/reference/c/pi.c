/*
 * Twin of the kernel pi: Monte Carlo by pairs of darts, a pair for each counter of Philox. A rank has a block of the pairs,
 * its threads chunks of the block in blocks; one sum over the ranks ends a step.
 *
 *   darts=N seed=N
 */
#include "twin.h"

#include "lanes.h"
#include "philox.h"

enum { CHUNK = 1 << 12 }; /* pairs */
enum { TOGETHER = 4 };    /* vectors of pairs: a round of one depends on the one before, those of several overlap */

static long darts, seed, fewest = INT64_MAX, most, hits;

/* Darts from 2 * pair to `end` that hit, word by word. */
static long hits_one_by_one(long pair, long end) {
  long count = 0;
  uint32_t words[4] = {0};
  for (long dart = 2 * pair; dart < end; dart++) {
    int at = 2 * (int)(dart & 1);
    if (!at) philox((uint32_t)seed, 0, (uint64_t)dart >> 1, 0, words);
    uint64_t x = words[at] >> 1, y = words[at + 1] >> 1;
    count += 1 - (long)((x * x + y * y) >> 62);
  }
  return count;
}

/* 1 in each lane whose dart missed; a coordinate is the 31 high bits of a word, so bit 62 of the squares' sum tells. */
static inline word_lanes miss(word_lanes x, word_lanes y) {
  x = (x & 0xFFFFFFFF) >> 1, y = (y & 0xFFFFFFFF) >> 1;
  return (product(x, x) + product(y, y)) >> 62;
}

/* The words' high halves hold rubbish, which no product sees. */
static long hits_of_pairs(long from, long to) {
  word_lanes misses = {0}, lane;
  for (int l = 0; l < LANES; l++) lane[l] = (uint64_t)l;
  long pair = from;
  for (; pair + TOGETHER * LANES <= to; pair += TOGETHER * LANES) {
    word_lanes w0[TOGETHER], w1[TOGETHER], w2[TOGETHER] = {{0}}, w3[TOGETHER] = {{0}};
    for (int v = 0; v < TOGETHER; v++) w0[v] = lane + (uint64_t)(pair + v * LANES), w1[v] = w0[v] >> 32;
    uint32_t key0 = (uint32_t)seed, key1 = 0;
#pragma GCC unroll 10
    for (int round = 0; round < PHILOX_ROUNDS; round++) {
      for (int v = 0; v < TOGETHER; v++) {
        word_lanes p0 = product(w0[v], (word_lanes){} + PHILOX_M0), p1 = product(w2[v], (word_lanes){} + PHILOX_M1);
        w0[v] = (p1 >> 32) ^ w1[v] ^ key0, w1[v] = p1;
        w2[v] = (p0 >> 32) ^ w3[v] ^ key1, w3[v] = p0;
      }
      key0 += PHILOX_K0, key1 += PHILOX_K1;
    }
    for (int v = 0; v < TOGETHER; v++) misses += miss(w0[v], w1[v]) + miss(w2[v], w3[v]);
  }
  long missed = 0;
  for (int l = 0; l < LANES; l++) missed += (long)misses[l];
  return 2 * (pair - from) - missed + hits_one_by_one(pair, 2 * to);
}

static void step(void) {
  long from = part(darts / 2, size, rank), to = part(darts / 2, size, rank + 1), own = 0;
#pragma omp parallel for schedule(static) reduction(+ : own)
  for (long pair = from; pair < to; pair += CHUNK) own += hits_of_pairs(pair, pair + CHUNK < to ? pair + CHUNK : to);
  if (rank == size - 1) own += hits_one_by_one(darts / 2, darts);
  MPI_Allreduce(&own, &hits, 1, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
  fewest = hits < fewest ? hits : fewest;
  most = hits > most ? hits : most;
}

/* All darts again, one by one and split at other places. */
static long recount(void) {
  int other = size - 1 - rank;
  long own = 0, pairs = darts / 2 + darts % 2, to = part(pairs, size, other + 1);
#pragma omp parallel for schedule(static) reduction(+ : own)
  for (long pair = part(pairs, size, other); pair < to; pair++)
    own += hits_one_by_one(pair, 2 * (pair + 1) < darts ? 2 * (pair + 1) : darts);
  return sum_over_ranks(own);
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  darts = whole("darts", 50000000);
  seed = whole("seed", 1);
  only("variant", "vector");
  twin_words_done();
  twin_steps(step);
  if (damage) most++;
  double deviation = 4 * sqrt(M_PI / 4 * (1 - M_PI / 4) / (double)darts);
  long again = recount();
  bool right = fewest == again && most == again && fabs(4 * (double)hits / (double)darts - M_PI) <= 4 * deviation;
  return twin_end(right, (uint64_t)hits);
}
