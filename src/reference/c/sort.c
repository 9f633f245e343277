/*
 * Twin of the kernel sort: a sample sort. Ranks choose the same dividers from samples of all keys, keys go to the rank in whose
 * part they lie by one irregular all-to-all, and each rank sorts what it has got by their digits, from the lowest on, in passes
 * that its threads share: each counts the digits of its part and then moves its keys to where the counts of all say.
 *
 *   keys=N bits=N seed=N
 */
#include "twin.h"

#include "philox.h"

enum { DIGIT = 8, DIGITS = 1 << DIGIT, SAMPLE = 1024, LINE = 64 };

static long keys, bits, seed, first, own, length, capacity;
static int32_t *unsorted, *outgoing, *array[2], *sorted, *dividers, sample[SAMPLE];
static int *send_counts, *send_places, *recv_counts, *recv_places;
static long *places; /* per thread and package or digit: how many, then where the next one goes */
static int packages;

/* What a key belongs to: a digit of it, or where shift is negative the number of dividers that are not above it. */
static inline int package_of(int32_t key, int shift) {
  if (shift >= 0) return key >> shift & (DIGITS - 1);
  int low = 0, high = size - 1;
  while (low < high) {
    int middle = (low + high) / 2;
    if (dividers[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

static long *places_of(int thread) { return places + thread * ((packages + LINE) / LINE * LINE); }

/* Moves keys to their packages, which lie one after the other, and keeps their order; the starts of packages where asked for. */
static inline void deal(const int32_t *restrict from, int32_t *restrict to, long count, const int shift, int *starts) {
  packages = shift < 0 ? size : DIGITS;
#pragma omp parallel
  {
    int t = omp_get_thread_num();
    long *mine = places_of(t), begin = part(count, threads, t), end = part(count, threads, t + 1);
    memset(mine, 0, sizeof(long) * (size_t)packages);
    for (long i = begin; i < end; i++) mine[package_of(from[i], shift)]++;
#pragma omp barrier
#pragma omp single
    for (long p = 0, place = 0; p < packages; p++) {
      if (starts) starts[p] = (int)place;
      for (int other = 0; other < threads; other++) {
        long here = places_of(other)[p];
        places_of(other)[p] = place;
        place += here;
      }
    }
    for (long i = begin; i < end; i++) to[mine[package_of(from[i], shift)]++] = from[i];
  }
}

static int rising(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

static void make(long new_capacity) {
  capacity = new_capacity;
  for (int k = 0; k < 2; k++) {
    free(array[k]);
    array[k] = memory(sizeof(int32_t) * (size_t)capacity);
#pragma omp parallel for schedule(static)
    for (long i = 0; i < capacity; i++) array[k][i] = 0;
  }
}

static void exchange(void) {
  int32_t *all = memory(sizeof(int32_t) * (size_t)(SAMPLE * size));
  for (long i = 0; i < SAMPLE; i++) sample[i] = own ? unsorted[i * own / SAMPLE] : INT32_MAX;
  MPI_Allgather(sample, SAMPLE, MPI_INT32_T, all, SAMPLE, MPI_INT32_T, MPI_COMM_WORLD);
  qsort(all, (size_t)(SAMPLE * size), sizeof *all, rising);
  for (int r = 1; r < size; r++) dividers[r - 1] = all[r * SAMPLE];
  free(all);
  deal(unsorted, outgoing, own, -1, send_places);
  for (int r = 0; r < size; r++) send_counts[r] = (r + 1 < size ? send_places[r + 1] : (int)own) - send_places[r];
  MPI_Alltoall(send_counts, 1, MPI_INT, recv_counts, 1, MPI_INT, MPI_COMM_WORLD);
  length = 0;
  for (int r = 0; r < size; r++) recv_places[r] = (int)length, length += recv_counts[r];
  if (length > capacity) make(length + length / 4);
  MPI_Alltoallv(outgoing, send_counts, send_places, MPI_INT32_T, array[0], recv_counts, recv_places, MPI_INT32_T,
                MPI_COMM_WORLD);
}

static void step(void) {
  if (size > 1) exchange();
  else length = own;
  const int32_t *from = size > 1 ? array[0] : unsorted;
  int next = size > 1 ? 1 : 0;
  for (int shift = 0; shift < bits; shift += DIGIT) {
    deal(from, array[next], length, shift, NULL);
    from = array[next], next = !next;
  }
  sorted = array[!next];
}

static long hash_of(const int32_t *of, long count) {
  uint64_t sum = 0;
#pragma omp parallel for schedule(static) reduction(+ : sum)
  for (long i = 0; i < count; i++) sum += digest_term((uint64_t)of[i], 1);
  return sum_over_ranks((long)sum);
}

int main(int argc, char **argv) {
  twin_begin(&argc, &argv);
  keys = whole("keys", 4000000);
  bits = whole("bits", 27);
  seed = whole("seed", 1);
  twin_words_done();
  first = part(keys, size, rank), own = part(keys, size, rank + 1) - first;
  if (keys / size > INT32_MAX / 2) refuse("more keys than MPI counts", "use more ranks or fewer keys");
  unsorted = memory(sizeof(int32_t) * (size_t)own), outgoing = memory(sizeof(int32_t) * (size_t)own);
  dividers = memory(sizeof(int32_t) * (size_t)size);
  send_counts = memory(sizeof(int) * (size_t)size), send_places = memory(sizeof(int) * (size_t)size);
  recv_counts = memory(sizeof(int) * (size_t)size), recv_places = memory(sizeof(int) * (size_t)size);
  places = memory(sizeof(long) * (size_t)threads * (size_t)(DIGITS + size + 2 * LINE));
  make(part(keys, size, 1) + part(keys, size, 1) / 4 + SAMPLE);
#pragma omp parallel for schedule(static)
  for (long i = 0; i < own; i++) {
    uint32_t of[4];
    philox((uint32_t)seed, 0, (uint64_t)(first + i), 0, of);
    unsorted[i] = (int32_t)(((uint64_t)of[0] + of[1] + of[2] + of[3]) >> (34 - bits)), outgoing[i] = 0;
  }
  twin_steps(step);
  if (damage && length) sorted[length / 2] ^= 1;
  long *lengths = calloc((size_t)size, sizeof(long)), *largest = calloc((size_t)size, sizeof(long)), place = 0, before = -1;
  lengths[rank] = length, largest[rank] = length ? sorted[length - 1] : -1;
  MPI_Allgather(MPI_IN_PLACE, 0, MPI_LONG, lengths, 1, MPI_LONG, MPI_COMM_WORLD);
  MPI_Allgather(MPI_IN_PLACE, 0, MPI_LONG, largest, 1, MPI_LONG, MPI_COMM_WORLD);
  for (int r = 0; r < rank; r++) place += lengths[r], before = largest[r] > before ? largest[r] : before;
  long falls = length && before > sorted[0];
  uint64_t digest = 0;
  for (long i = 0; i < length; i++) {
    falls += i > 0 && sorted[i - 1] > sorted[i];
    digest += digest_term((uint64_t)(place + i), (uint64_t)sorted[i]);
  }
  bool same = hash_of(unsorted, own) == hash_of(sorted, length);
  return twin_end(!sum_over_ranks(falls) && same, (uint64_t)sum_over_ranks((long)digest));
}
