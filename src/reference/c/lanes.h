/* Vectors of doubles and of 64-bit words, as long as the processor's registers, by GCC's vector extensions. */
#ifndef LANES_H
#define LANES_H

#include <immintrin.h>
#include <stdint.h>

#if defined __AVX512F__
enum { LANES = 8 };
#elif defined __AVX2__
enum { LANES = 4 };
#else
enum { LANES = 2 };
#endif

typedef double lanes __attribute__((vector_size(LANES * 8), may_alias));
typedef double lanes_anywhere __attribute__((vector_size(LANES * 8), aligned(8), may_alias));
typedef uint64_t word_lanes __attribute__((vector_size(LANES * 8)));

static inline lanes load(const double *from) { return *(const lanes_anywhere *)from; }
static inline void store(double *to, lanes values) { *(lanes_anywhere *)to = values; }
/* Past the caches; to a place that is a multiple of a vector's length. */
static inline void stream(double *to, lanes values) {
#if defined __AVX512F__
  _mm512_stream_pd(to, (__m512d)values);
#elif defined __AVX2__
  _mm256_stream_pd(to, (__m256d)values);
#else
  _mm_stream_pd(to, (__m128d)values);
#endif
}

static inline lanes all(double value) { return value - (lanes){}; } /* not a sum, which might change the sign of 0 */

static inline double sum_of(lanes values) {
  double sum = 0;
  for (int l = 0; l < LANES; l++) sum += values[l];
  return sum;
}

/* sqrt() may set errno, which keeps a compiler from vectorising it. */
static inline lanes root(lanes x) {
#if defined __AVX512F__
  return (lanes)_mm512_sqrt_pd((__m512d)x);
#elif defined __AVX2__
  return (lanes)_mm256_sqrt_pd((__m256d)x);
#else
  return (lanes)_mm_sqrt_pd((__m128d)x);
#endif
}

/* a * b + c, rounded once, whatever the compiler is told about contraction. */
static inline lanes fused(lanes a, lanes b, lanes c) {
#if defined __AVX512F__
  return (lanes)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#elif defined __FMA__
  return (lanes)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
#else
  for (int l = 0; l < LANES; l++) c[l] = __builtin_fma(a[l], b[l], c[l]);
  return c;
#endif
}

/* Products of the low 32 bits of each lane; what is above them does not count. */
static inline word_lanes product(word_lanes a, word_lanes b) {
#if defined __AVX512F__
  return (word_lanes)_mm512_mul_epu32((__m512i)a, (__m512i)b);
#elif defined __AVX2__
  return (word_lanes)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#else
  return (word_lanes)_mm_mul_epu32((__m128i)a, (__m128i)b);
#endif
}

/* Which lanes are at most so large, and counting these: a mask register where there is one. */
#if defined __AVX512F__
typedef __mmask8 which;
static inline which at_most(lanes x, double bound) { return _mm512_cmp_pd_mask((__m512d)x, (__m512d)all(bound), _CMP_LE_OQ); }
static inline word_lanes plus_one(word_lanes counts, which of) {
  return (word_lanes)_mm512_mask_add_epi64((__m512i)counts, of, (__m512i)counts, _mm512_set1_epi64(1));
}
static inline int any(which of) { return of; }
#else
typedef word_lanes which;
static inline which at_most(lanes x, double bound) { return (which)(x <= bound); }
static inline word_lanes plus_one(word_lanes counts, which of) { return counts - of; }
static inline int any(which of) {
  uint64_t some = 0;
  for (int l = 0; l < LANES; l++) some |= of[l];
  return some != 0;
}
#endif

#endif
