/*
 * What all C twins share: the clock and the file of samples that RxT reads; and what those of `jobs/rxt versus core` share:
 * the words they are started with, and the size of a batch. Their Java twins are in package rxt.measure.core, whose
 * package-info says where they differ; those of the kernels include twin.h.
 *
 *   shard=FILE      where the samples go; written under another name, renamed when complete
 *   batches=N       samples of each case
 *   ranks=N         how many ranks there must be
 *   library=NAME    whose library the program must run on: openmpi, mpich, intel; libgomp
 *   level=NAME      SERIALIZED or MULTIPLE
 *   case=OPERATION,BYTES,THREADS,BUFFER    what to measure; BUFFER concerns Java alone
 */
#ifndef SAMPLES_H
#define SAMPLES_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef FLAGS /* where somebody compiles by hand */
#define FLAGS "unknown"
#endif

enum { MOST_CASES = 64, OPERATION_LENGTH = 32 };

/* A batch takes about so long: long against the clock's 20 ns, short against what else the machine does. */
static const double BATCH_SECONDS = 2e-3;
static const double WARM_SECONDS = 50e-3;
static const long WARM_OPERATIONS = 20000;
static const long MOST_OPERATIONS = 1000000;
/* A case whose batches take longer than planned ends after so many seconds, with so many samples or more. */
static const double CASE_SECONDS = 1;
static const int LEAST_BATCHES = 6;

struct sample_case {
  char operation[OPERATION_LENGTH];
  long bytes;
  int threads;
};

static struct {
  const char *shard;
  const char *level;
  const char *library;
  int ranks;
  int batches;
  int cases;
  struct sample_case list[MOST_CASES];
} plan = {"", "SERIALIZED", "", 0, 30, 0, {{"", 0, 0}}};

static FILE *samples;
static char temporary[4096];

__attribute__((noreturn)) static void refuse(const char *what, const char *word) {
  fprintf(stderr, "rxt: %s: %s\n", what, word);
  exit(2);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Of name=value the value where that is the name, else NULL. */
static const char *value_of(const char *word, const char *name) {
  size_t length = strlen(name);
  return !strncmp(word, name, length) && word[length] == '=' ? word + length + 1 : NULL;
}

static inline void read_plan(int words, char **word) {
  for (int i = 1; i < words; i++) {
    struct sample_case *next = &plan.list[plan.cases];
    const char *value;
    if ((value = value_of(word[i], "shard"))) plan.shard = value;
    else if ((value = value_of(word[i], "level"))) plan.level = value;
    else if ((value = value_of(word[i], "library"))) plan.library = value;
    else if ((value = value_of(word[i], "ranks"))) plan.ranks = atoi(value);
    else if ((value = value_of(word[i], "batches"))) plan.batches = atoi(value);
    else if (plan.cases < MOST_CASES &&
             sscanf(word[i], "case=%31[^,],%ld,%d", next->operation, &next->bytes, &next->threads) == 3) plan.cases++;
    else refuse("unknown word", word[i]);
  }
  if (!*plan.shard || !*plan.library || plan.ranks < 1 || plan.batches < 1)
    refuse("missing", "shard=FILE, library=NAME, ranks=N or batches=N");
}

static void open_samples(const char *library) {
  snprintf(temporary, sizeof temporary, "%s.tmp", plan.shard);
  samples = fopen(temporary, "w");
  if (!samples) refuse("cannot be written", temporary);
  fprintf(samples, "info\truntime\tgcc %s\ninfo\tflags\t%s\ninfo\tlibrary\t%s\n", __VERSION__, FLAGS, library);
}

/* One sample, both in seconds per operation; the reference is what was done beside the operation. */
static void write_sample(int number, double seconds, double reference) {
  fprintf(samples, "sample\t%d\t%.9e\t%.9e\n", number, seconds, reference);
}

static void write_measured(int number, long operations, long warm, const char *problem) {
  fprintf(samples, "measured\t%d\t%ld\t%ld\t0\t%s\n", number, operations, warm, problem);
}

static void close_samples(void) {
  fprintf(samples, "end\n");
  if (fclose(samples) || rename(temporary, plan.shard)) refuse("cannot be written", plan.shard);
}

/* A compiler of one MPI and a launcher of another make ranks that are each alone, and whose answers are then right. */
static inline void check_launch(const char *library, int size) {
  static const char *const SAYS[][2] = {{"openmpi", "Open MPI"}, {"mpich", "PICH"}, {"intel", "Intel(R) MPI"}};
  char counts[64];
  for (size_t i = 0; i < sizeof SAYS / sizeof *SAYS; i++)
    if (!strcmp(plan.library, SAYS[i][0]) && !strstr(library, SAYS[i][1]))
      refuse("this program was to run on another MPI; put that one's mpicc on PATH. It runs on", library);
  snprintf(counts, sizeof counts, "%d asked for, %d here", plan.ranks, size);
  if (size != plan.ranks) refuse("start it with the mpirun of the MPI it was compiled with; ranks", counts);
}

/* MPICH tells its whole configuration in further lines. */
static inline void one_line(char *library) {
  library[strcspn(library, "\n")] = 0;
  for (char *tab; (tab = strchr(library, '\t'));) *tab = ' ';
}

/* Operations of a batch, when `count` of them took `seconds`. */
static inline long batch_size(long count, double seconds) {
  double size = BATCH_SECONDS * (double)count / (seconds > 1e-9 ? seconds : 1e-9);
  return size < 1 ? 1 : size > (double)MOST_OPERATIONS ? MOST_OPERATIONS : (long)size;
}

static inline int enough(int batches, double seconds) {
  return batches >= plan.batches || (batches >= LEAST_BATCHES && seconds > CASE_SECONDS);
}

#endif
