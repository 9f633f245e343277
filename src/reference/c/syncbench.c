/*
 * The C twin of RxT's teams: what OpenMP's constructs cost in libgomp, by the method of the EPCC OpenMP
 * microbenchmarks (J. M. Bull, "Measuring Synchronisation and Scheduling Overheads in OpenMP", EWOMP 1999; own code).
 * Each construct is filled with a delay of about 0.1 microseconds; the same delays without the construct are the
 * reference, measured just before, which RxT subtracts. See samples.h for the words it is started with.
 */
#include "samples.h"

#include <omp.h>

enum { MOST_THREADS = 64, LINE = 16, ITERATIONS_PER_THREAD = 128 };

static const double DELAY_SECONDS = 0.1e-6;

static int threads;
static long delay_length = 1000;
static long slots[MOST_THREADS][LINE];

/* The end of each thread's last delay and its count: in memory, as the fields of RxT's loop bodies and sections are. */
static float ends[MOST_THREADS][2 * LINE];
static long expected, total;

/*
 * A chain of additions, each waiting for the one before; no compiler may reorder them. It begins with the end of the
 * delay before it, times 0, so that the processor does not run two at once.
 */
__attribute__((noinline)) static float delay(long length, float before) {
  float sum = before * 0;
  for (long i = 0; i < length; i++) sum += (float)i;
  if (sum < 0) printf("%f\n", (double)sum);
  return sum;
}

static void calibrate(void) {
  enum { LONG = 10000000 };
  double best = 1;
  for (int i = 0; i < 3; i++) {
    double start = now();
    delay(LONG, 0);
    double each = (now() - start) / LONG;
    if (each < best) best = each;
  }
  delay_length = (long)(DELAY_SECONDS / best) + 1;
}

static double reference(long count) {
  double start = now();
  float end = 0;
  for (long i = 0; i < count; i++) end = delay(delay_length, end);
  return now() - start;
}

static void region(long count) {
  for (long i = 0; i < count; i++) {
#pragma omp parallel num_threads(threads)
    {
      delay(delay_length, 0);
      slots[omp_get_thread_num()][0]++;
    }
  }
  expected += count;
}

static void barrier(long count) {
#pragma omp parallel num_threads(threads)
  {
    float end = 0;
    for (long i = 0; i < count; i++) {
      end = delay(delay_length, end);
#pragma omp barrier
    }
  }
}

static void reduction(long count) {
  for (long i = 0; i < count; i++) {
    long sum = 0;
#pragma omp parallel num_threads(threads) reduction(+ : sum)
    {
      delay(delay_length, 0);
      sum += 1;
    }
    total += sum;
  }
  expected += count * threads;
}

static void dynamic(long count) {
#pragma omp parallel num_threads(threads)
  {
    long *mine = slots[omp_get_thread_num()];
    float *end = ends[omp_get_thread_num()];
    for (long i = 0; i < count; i++) {
#pragma omp for schedule(dynamic, 1)
      for (int k = 0; k < ITERATIONS_PER_THREAD * threads; k++) {
        *end = delay(delay_length, *end);
        (*mine)++;
      }
    }
  }
  expected += count * ITERATIONS_PER_THREAD * threads;
}

static void critical(long count) {
#pragma omp parallel num_threads(threads)
  {
    float *end = ends[omp_get_thread_num()];
    for (long i = 0; i < count / threads; i++) {
#pragma omp critical
      {
        *end = delay(delay_length, *end);
        total++;
      }
    }
  }
  expected += count / threads * threads;
}

static long done_by_each(void) { /* every slot as often as regions were opened */
  long wrong = 0;
  for (int t = 0; t < threads; t++) wrong += slots[t][0] != expected;
  return wrong;
}

static long done_together(void) {
  long sum = 0;
  for (int t = 0; t < threads; t++) sum += slots[t][0];
  return sum != expected;
}

static long totalled(void) { return total != expected; }

static long unchecked(void) { return 0; }

static const struct construct {
  const char *name;
  int per; /* delays that one thread makes in one repetition */
  void (*repeat)(long);
  long (*wrong)(void);
} CONSTRUCTS[] = {
  {"region", 1, region, done_by_each},
  {"team-barrier", 1, barrier, unchecked},
  {"reduction", 1, reduction, totalled},
  {"dynamic", ITERATIONS_PER_THREAD, dynamic, done_together},
  {"critical", 1, critical, totalled},
};

static const struct construct *construct(const char *name) {
  for (size_t i = 0; i < sizeof CONSTRUCTS / sizeof *CONSTRUCTS; i++)
    if (!strcmp(CONSTRUCTS[i].name, name)) return &CONSTRUCTS[i];
  refuse("no such operation", name);
}

static double timed(const struct construct *chosen, long count) {
  double start = now();
  chosen->repeat(count);
  return now() - start;
}

/* Warms one construct up and answers the size of its batches, a multiple of the threads. */
static long warm_up(const struct construct *chosen, long *warm) {
  long count = threads;
  double spent = 0, last = 0;
  for (;;) {
    last = timed(chosen, count);
    spent += last;
    *warm += count;
    if (spent >= WARM_SECONDS || *warm >= WARM_OPERATIONS) break;
    count *= 2;
  }
  return (batch_size(count, last) + threads - 1) / threads * threads;
}

/* `region+barrier+reduction` is the sum of the three, one batch of each. */
static void measure(int number, const struct sample_case *chosen) {
  const char *sum_of[] = {"region", "team-barrier", "reduction"};
  int parts = strcmp(chosen->operation, "region+barrier+reduction") ? 1 : 3;
  const struct construct *part[3];
  long batch[3], warm = 0, wrong = 0;
  threads = chosen->threads;
  for (int p = 0; p < parts; p++) {
    part[p] = construct(parts == 1 ? chosen->operation : sum_of[p]);
    batch[p] = warm_up(part[p], &warm);
  }
  double spent = 0;
  for (int b = 0; !enough(b, spent); b++) {
    double seconds = 0, without = 0, start = now();
    for (int p = 0; p < parts; p++) {
      memset(slots, 0, sizeof slots);
      expected = total = 0;
      without += reference(batch[p]) / (double)batch[p];
      seconds += timed(part[p], batch[p]) / (double)(batch[p] * part[p]->per);
      wrong += part[p]->wrong();
    }
    spent += now() - start;
    write_sample(number, seconds, without);
  }
  write_measured(number, batch[0] * part[0]->per, warm, wrong ? "an iteration was lost or done twice" : "");
}

int main(int argc, char **argv) {
  read_plan(argc, argv);
  open_samples("libgomp");
  calibrate();
  for (int i = 0; i < plan.cases; i++) measure(i, &plan.list[i]);
  close_samples();
  return 0;
}
