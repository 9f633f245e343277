/*
 * What the C twins of the kernels share (`jobs/rxt versus kernels`; their Java twins are in the packages of rxt.kernel):
 * the words they are started with, memory, the parts of ranks and threads, the timed steps, the digest of an answer.
 *
 *   NAME=VALUE      a parameter of the kernel, as `jobs/rxt list` has it
 *   threads=N       threads of a rank; else what OpenMP takes
 *   steps=N warmup=N    timed steps, and steps before them
 *   damage=yes      spoils the answer before it is checked, so that a test sees the check fail
 *   shard=FILE library=NAME ranks=N     as in samples.h
 *
 * Without a shard every rank prints each timed step as "rxt step <seconds>", and rank 0 whether the answer is right, so
 * that a study can launch the program as it is: command: "./triad n={n} steps={steps}".
 *
 * A step is timed as RxT times one: the ranks meet in a barrier, each takes its own time, the slowest counts.
 */
#ifndef TWIN_H
#define TWIN_H

#include "samples.h"

#include <math.h>
#include <mpi.h>
#include <omp.h>
#include <stdbool.h>

enum { PAGE_BYTES = 4096, MOST_WORDS = 64 };

static int rank, size, threads, steps = 20, warmup = 5;
static bool damage;
static int word_count;
static char *words[MOST_WORDS];
static char library[MPI_MAX_LIBRARY_VERSION_STRING];

/* The value of that word, which is then known; NULL where there is none. */
static const char *word(const char *name) {
  for (int i = 0; i < word_count; i++) {
    const char *value = words[i] ? value_of(words[i], name) : NULL;
    if (value) {
      words[i] = NULL;
      return value;
    }
  }
  return NULL;
}

static long whole(const char *name, long otherwise) {
  const char *value = word(name);
  char *end;
  if (!value) return otherwise;
  long number = strtol(value, &end, 10);
  if (end == value || *end || number < 0) refuse("must be a whole number", name);
  return number;
}

static inline bool flag(const char *name, bool otherwise) {
  const char *value = word(name);
  if (value && strcmp(value, "true") && strcmp(value, "false")) refuse("must be true or false", name);
  return value ? !strcmp(value, "true") : otherwise;
}

/* A text; the twin has one way alone to do it, and refuses the others. */
static inline void only(const char *name, const char *way) {
  const char *value = word(name);
  if (value && strcmp(value, way)) refuse("the twin has not", value);
}

static inline const char *text(const char *name, const char *otherwise) {
  const char *value = word(name);
  return value ? value : otherwise;
}

static void twin_begin(int *argc, char ***argv) {
  int provided;
  MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &provided);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (*argc > MOST_WORDS) refuse("too many words", (*argv)[0]);
  for (int i = 1; i < *argc; i++) words[word_count++] = (*argv)[i];
  plan.shard = text("shard", "");
  plan.library = text("library", "");
  plan.ranks = (int)whole("ranks", size);
  steps = (int)whole("steps", steps);
  warmup = (int)whole("warmup", warmup);
  damage = !strcmp(text("damage", "no"), "yes");
  threads = (int)whole("threads", omp_get_max_threads());
  if (steps < 1 || threads < 1) refuse("must be 1 or more", "steps and threads");
  omp_set_num_threads(threads);
  int length;
  MPI_Get_library_version(library, &length);
  one_line(library);
  check_launch(library, size);
}

/* Once all parameters are read. */
static void twin_words_done(void) {
  for (int i = 0; i < word_count; i++)
    if (words[i]) refuse("unknown word", words[i]);
}

/* Memory that nobody has touched yet, for the threads that will work on it. */
static void *memory(size_t bytes) {
  void *block = aligned_alloc(PAGE_BYTES, (bytes + PAGE_BYTES) / PAGE_BYTES * PAGE_BYTES);
  if (!block) refuse("no memory for", "the data");
  return block;
}

/* Where part p of n things begins: parts differ by one at most, longer ones first. */
static inline long part(long n, int parts, int p) { return n / parts * p + (n % parts < p ? n % parts : p); }

/* What a rank of a grid of ranks has: m x n ranks, m as small as it can be and not below n. */
struct grid { int dims[2], at[2], down[2], up[2]; };

static inline struct grid grid_of_ranks(void) {
  struct grid g;
  int m = 1;
  while (size % m || m * m < size) m++;
  g.dims[0] = m, g.dims[1] = size / m;
  g.at[0] = rank / g.dims[1], g.at[1] = rank % g.dims[1];
  for (int d = 0; d < 2; d++) {
    int apart = d == 0 ? g.dims[1] : 1;
    g.down[d] = g.at[d] > 0 ? rank - apart : MPI_PROC_NULL;
    g.up[d] = g.at[d] < g.dims[d] - 1 ? rank + apart : MPI_PROC_NULL;
  }
  return g;
}

static inline uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/* The term of one element in a digest, the same as rxt.kernel.Digest's; terms are added in any order. */
static inline uint64_t digest_term(uint64_t index, uint64_t bits) { return mix(mix(index + 0x9e3779b97f4a7c15u) ^ bits); }

static inline uint64_t digest_double(uint64_t index, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return digest_term(index, bits);
}

static inline long sum_over_ranks(long own) {
  long all;
  MPI_Allreduce(&own, &all, 1, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
  return all;
}

static inline double most_over_ranks(double own) {
  double all;
  MPI_Allreduce(&own, &all, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
  return all;
}

static double *step_seconds;

static void twin_steps(void (*step)(void)) {
  step_seconds = memory(sizeof(double) * (size_t)steps);
  for (int s = -warmup; s < steps; s++) {
    MPI_Barrier(MPI_COMM_WORLD);
    double start = now();
    step();
    double seconds = now() - start;
    if (s >= 0) step_seconds[s] = seconds;
  }
  if (*plan.shard) MPI_Allreduce(MPI_IN_PLACE, step_seconds, steps, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
}

/* Says whether the answer is right, how long the steps took, and what RxT compares between the two sides. */
static int twin_tell(bool right, const char *compared, const char *value) {
  if (!*plan.shard)
    for (int s = 0; s < steps; s++) printf("rxt step %.9f\n", step_seconds[s]);
  if (rank == 0) {
    if (*plan.shard) {
      open_samples(library);
      fprintf(samples, "info\t%s\t%s\n", compared, value);
      for (int s = 0; s < steps; s++) write_sample(0, step_seconds[s], 0);
      write_measured(0, 1, warmup, right ? "" : "the answer is wrong");
      close_samples();
    } else {
      printf("%s: %s\n", compared, value);
      printf("valid: %s, ranks %d, threads %d\n", right ? "yes" : "no", size, threads);
    }
  }
  MPI_Finalize();
  return !right && rank == 0;
}

/* The digest is of the whole answer, summed over all ranks. */
static inline int twin_end(bool right, uint64_t digest) {
  char value[32];
  snprintf(value, sizeof value, "%016llx", (unsigned long long)digest);
  return twin_tell(right, "digest", value);
}

/* Of an answer whose last bits are not the kernel's: the work of a step in flops, where that depends on its course. */
static inline int twin_end_without_digest(bool right, double flops) {
  char value[32];
  snprintf(value, sizeof value, "%.0f", flops);
  return twin_tell(right, "flops", value);
}

#endif
