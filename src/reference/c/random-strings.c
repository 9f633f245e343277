/*
 * Twin of the kernel random-strings: character j of string s is word j mod 4 of Philox's counter (j / 4, s), as one of 62 symbols.
 * Strings are dealt to the ranks and to their threads as a whole, in contiguous parts; a sum of all words of eight characters
 * over the ranks ends a step.
 *
 *   strings=N length=N seed=N
 */
#include "twin.h"

#include "lanes.h"
#include "philox.h"

enum { WORD = 8 };
enum { TOGETHER = 4 }; /* vectors of counters: a round of one depends on the one before, those of several overlap */

typedef int8_t bytes __attribute__((vector_size(LANES * 8)));

static const char SYMBOLS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
static long strings, length, seed, slot, first, own;
static uint64_t *text_of, sum, least = UINT64_MAX, most;

/* Characters j to j + 7 of a string, the first in the lowest byte, and 0 beyond its end. */
static uint64_t word_at(long string, long j) {
  uint64_t result = 0;
  uint32_t words_of[4] = {0};
  for (int i = 0; i < WORD && j + i < length; i++) {
    if (i % 4 == 0) philox((uint32_t)seed, 0, (uint64_t)(j + i) / 4, (uint64_t)string, words_of);
    result |= (uint64_t)SYMBOLS[(uint64_t)words_of[i % 4] * 62 >> 32] << 8 * i;
  }
  return result;
}

/* Numbers of four symbols for each counter, in the low bytes of its lane; high halves of words hold rubbish in between. */
static inline void numbers(const word_lanes *counter, uint64_t string, word_lanes *four) {
  word_lanes w0[TOGETHER], w1[TOGETHER], w2[TOGETHER], w3[TOGETHER];
  for (int v = 0; v < TOGETHER; v++) {
    w0[v] = counter[v], w1[v] = counter[v] >> 32;
    w2[v] = (word_lanes){} + string, w3[v] = w2[v] >> 32;
  }
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
  const word_lanes all_symbols = (word_lanes){} + 62;
  for (int v = 0; v < TOGETHER; v++)
    four[v] = product(w0[v], all_symbols) >> 32 | product(w1[v], all_symbols) >> 32 << 8 |
              product(w2[v], all_symbols) >> 32 << 16 | product(w3[v], all_symbols) >> 32 << 24;
}

/* Writes a string; answers the sum of its words. Each lane makes eight characters, of two counters. */
static uint64_t write_string(long string, uint64_t *restrict to) {
  word_lanes sums = {0}, lane;
  for (int l = 0; l < LANES; l++) lane[l] = 2 * (uint64_t)l;
  long j = 0;
  for (; j + TOGETHER / 2 * LANES * WORD <= length; j += TOGETHER / 2 * LANES * WORD) {
    word_lanes counter[TOGETHER], four[TOGETHER];
    for (int v = 0; v < TOGETHER; v++) counter[v] = lane + (uint64_t)(j / 4 + v / 2 * 2 * LANES + v % 2);
    numbers(counter, (uint64_t)string, four);
    for (int v = 0; v < TOGETHER; v += 2) {
      bytes symbol = (bytes)(four[v] | four[v + 1] << 32);
      bytes characters = symbol + 'a' + ((symbol >= 26) & (int8_t)('A' - 'a' - 26)) + ((symbol >= 52) & (int8_t)('0' - 'A' - 26));
      memcpy(to + j / WORD + v / 2 * LANES, &characters, sizeof characters);
      sums += (word_lanes)characters;
    }
  }
  uint64_t total = 0;
  for (int l = 0; l < LANES; l++) total += sums[l];
  for (; j < length; j += WORD) total += to[j / WORD] = word_at(string, j);
  return total;
}

static void step(void) {
  uint64_t made = 0;
#pragma omp parallel for schedule(static) reduction(+ : made)
  for (long s = 0; s < own; s++) made += write_string(first + s, text_of + s * slot);
  MPI_Allreduce(&made, &sum, 1, MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD);
  least = sum < least ? sum : least, most = sum > most ? sum : most;
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  strings = whole("strings", 16);
  length = whole("length", 1000000);
  seed = whole("seed", 1);
  only("variant", "vector");
  twin_words_done();
  first = part(strings, size, rank), own = part(strings, size, rank + 1) - first;
  slot = (length + WORD - 1) / WORD;
  text_of = memory((size_t)(own * slot * WORD));
  twin_steps(step);
  if (damage && own) text_of[slot / 2]++;
  uint64_t hash = 0, known = 0, known_sum = 0;
  for (long s = 0; s < own; s++)
    for (long w = 0; w < slot; w++) hash += digest_term((uint64_t)((first + s) * slot + w), text_of[s * slot + w]);
  int other = size - 1 - rank;
  for (long s = part(strings, size, other); s < part(strings, size, other + 1); s++)
#pragma omp parallel for schedule(static) reduction(+ : known, known_sum)
    for (long w = 0; w < slot; w++) {
      uint64_t again = word_at(s, w * WORD);
      known += digest_term((uint64_t)(s * slot + w), again), known_sum += again;
    }
  hash = (uint64_t)sum_over_ranks((long)hash);
  known = (uint64_t)sum_over_ranks((long)known), known_sum = (uint64_t)sum_over_ranks((long)known_sum);
  return twin_end(hash == known && least == known_sum && most == known_sum, hash);
}
