/* Philox4x32-10 (Salmon and others, SC'11), as rxt.kernel.Philox4x32 has it: four words for each 128-bit counter. */
#ifndef PHILOX_H
#define PHILOX_H

#include <stdint.h>

enum { PHILOX_ROUNDS = 10 };
static const uint32_t PHILOX_M0 = 0xD2511F53, PHILOX_M1 = 0xCD9E8D57, PHILOX_K0 = 0x9E3779B9, PHILOX_K1 = 0xBB67AE85;

static inline void philox(uint32_t key0, uint32_t key1, uint64_t low, uint64_t high, uint32_t *words) {
  uint32_t c0 = (uint32_t)low, c1 = (uint32_t)(low >> 32), c2 = (uint32_t)high, c3 = (uint32_t)(high >> 32);
  for (int round = 0; round < PHILOX_ROUNDS; round++) {
    uint64_t p0 = (uint64_t)c0 * PHILOX_M0, p1 = (uint64_t)c2 * PHILOX_M1;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ key0, c1 = (uint32_t)p1;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ key1, c3 = (uint32_t)p0;
    key0 += PHILOX_K0, key1 += PHILOX_K1;
  }
  words[0] = c0, words[1] = c1, words[2] = c2, words[3] = c3;
}

#endif
