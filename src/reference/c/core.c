/*
 * The C twin of RxT's message passing: what rxt.measure.core does through Communicator, here by calls of MPI. Every
 * result is consumed and checked. See samples.h for the words it is started with.
 */
#include "samples.h"

#include <mpi.h>
#include <omp.h>

enum { WINDOW = 64, SIDE = 1024, PITCH = SIDE + 2, MOST_THREADS = 64, LINE = 16, TAG = 7 };

static int rank, size;
static int64_t *out, *in;
static double *cells;
static long items, stamp, sum, expected, wrong;
static int threads;
static long slots[MOST_THREADS][LINE]; /* one cache line and its neighbour for each thread */
static MPI_Datatype column;

static void *memory(size_t bytes) {
  void *block = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (!block) refuse("no memory for", "the buffers");
  memset(block, 0, (bytes + 63) / 64 * 64);
  return block;
}

/* Ping-pong: the first word of each message is its number, the others are their index. */
static void ping_pong(long count) {
  for (long i = 0; i < count; i++) {
    if (rank == 0) {
      out[0] = ++stamp;
      expected += stamp;
      MPI_Send(out, (int)items, MPI_INT64_T, 1, TAG, MPI_COMM_WORLD);
      MPI_Recv(in, (int)items, MPI_INT64_T, 1, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      sum += in[0];
    } else {
      MPI_Recv(in, (int)items, MPI_INT64_T, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      MPI_Send(in, (int)items, MPI_INT64_T, 0, TAG, MPI_COMM_WORLD);
    }
  }
}

static void check_ping_pong(void) {
  if (rank == 0) wrong += sum != expected;
  for (long k = 1; k < items; k++) wrong += in[k] != k;
}

/* Bandwidth: 64 messages in flight, each into its own buffer, then a word back. */
static void bandwidth(long count) {
  MPI_Request requests[WINDOW];
  for (long i = 0; i < count; i++) {
    if (rank == 0) {
      out[0] = ++stamp;
      expected += WINDOW * stamp;
      for (int k = 0; k < WINDOW; k++)
        MPI_Isend(out, (int)items, MPI_INT64_T, 1, TAG, MPI_COMM_WORLD, &requests[k]);
      MPI_Waitall(WINDOW, requests, MPI_STATUSES_IGNORE);
      MPI_Recv(&sum, 1, MPI_INT64_T, 1, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
      for (int k = 0; k < WINDOW; k++)
        MPI_Irecv(in + k * items, (int)items, MPI_INT64_T, 0, TAG, MPI_COMM_WORLD, &requests[k]);
      MPI_Waitall(WINDOW, requests, MPI_STATUSES_IGNORE);
      for (int k = 0; k < WINDOW; k++) sum += in[k * items];
      MPI_Send(&sum, 1, MPI_INT64_T, 0, TAG, MPI_COMM_WORLD);
    }
  }
}

static void check_bandwidth(void) {
  if (rank == 0) wrong += sum != expected;
  else for (long k = 0; k < WINDOW * items; k++) wrong += k % items != 0 && in[k] != k % items;
}

static void allreduce(long count) {
  double *mine = (double *)out, *all = (double *)in;
  for (long i = 0; i < count; i++) {
    mine[0] = (double)++stamp;
    MPI_Allreduce(mine, all, (int)items, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    wrong += all[0] != (double)(size * stamp);
  }
}

static void fill_allreduce(void) {
  for (long k = 0; k < items; k++) ((double *)out)[k] = (double)(rank + k);
}

static void check_allreduce(void) {
  for (long k = 1; k < items; k++) wrong += ((double *)in)[k] != (double)(size * k + size * (size - 1) / 2);
}

static void barrier(long count) {
  for (long i = 0; i < count; i++) MPI_Barrier(MPI_COMM_WORLD);
}

/* Halo: blocks of 1024 x 1024 side by side, the grid periodic both ways; rows first, then columns with the corners. */
static double cell_value(long row, long col) { /* of the block's own cells from 1 to SIDE; beyond them it wraps */
  long r = (row + SIDE - 1) % SIDE, c = (rank * SIDE + col + size * SIDE - 1) % (size * SIDE);
  return (double)(r * size * SIDE + c + stamp);
}

static void prepare_halo(void) { /* the cells that travel, new for each batch */
  stamp++;
  for (int k = 1; k <= SIDE; k++) {
    cells[PITCH + k] = cell_value(1, k), cells[SIDE * PITCH + k] = cell_value(SIDE, k);
    cells[k * PITCH + 1] = cell_value(k, 1), cells[k * PITCH + SIDE] = cell_value(k, SIDE);
  }
}

static void shift(double *from, double *to, int dest, int source, int tag, int n, MPI_Datatype type, MPI_Request *r) {
  MPI_Irecv(to, n, type, source, tag, MPI_COMM_WORLD, &r[0]);
  MPI_Isend(from, n, type, dest, tag, MPI_COMM_WORLD, &r[1]);
}

static void halo(long count) {
  int up = (rank + 1) % size, down = (rank + size - 1) % size;
  MPI_Request r[4];
  for (long i = 0; i < count; i++) {
    shift(cells + SIDE * PITCH, cells, rank, rank, TAG, PITCH, MPI_DOUBLE, r);
    shift(cells + PITCH, cells + (SIDE + 1) * PITCH, rank, rank, TAG + 1, PITCH, MPI_DOUBLE, r + 2);
    MPI_Waitall(4, r, MPI_STATUSES_IGNORE);
    shift(cells + SIDE, cells, up, down, TAG + 2, 1, column, r);
    shift(cells + 1, cells + SIDE + 1, down, up, TAG + 3, 1, column, r + 2);
    MPI_Waitall(4, r, MPI_STATUSES_IGNORE);
  }
}

static void check_halo(void) {
  for (int k = 0; k < PITCH; k++) {
    wrong += cells[k] != cell_value(0, k);
    wrong += cells[(SIDE + 1) * PITCH + k] != cell_value(SIDE + 1, k);
    wrong += cells[k * PITCH] != cell_value(k, 0);
    wrong += cells[k * PITCH + SIDE + 1] != cell_value(k, SIDE + 1);
  }
}

/* Message rate: thread t of rank 0 sends 64 words to thread t of rank 1, which answers with one. */
static void rate(long count) {
#pragma omp parallel num_threads(threads)
  {
    int t = omp_get_thread_num();
    long *mine = slots[t];
    for (long i = 0; i < count; i++) {
      for (int k = 0; k < WINDOW; k++) {
        int64_t word = mine[0] + 1;
        if (rank == 0) MPI_Send(&word, 1, MPI_INT64_T, 1, t, MPI_COMM_WORLD);
        else MPI_Recv(&word, 1, MPI_INT64_T, 0, t, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        mine[0]++;
        mine[1] += word;
      }
      if (rank == 1) MPI_Send(&mine[1], 1, MPI_LONG, 0, t, MPI_COMM_WORLD);
      else MPI_Recv(&mine[2], 1, MPI_LONG, 1, t, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
  }
}

static void check_rate(void) {
  for (int t = 0; t < threads; t++) {
    wrong += slots[t][1] != slots[t][0] * (slots[t][0] + 1) / 2;
    if (rank == 0) wrong += slots[t][2] != slots[t][1];
  }
}

/* Ranks x threads: a region of all threads of each rank, then messages. */
static void region(void) {
#pragma omp parallel num_threads(threads)
  slots[omp_get_thread_num()][0] += omp_get_thread_num() + 1;
  expected++;
}

static void ring(long count) { /* a word goes once round all ranks and counts its sends; checked at each lap */
  for (long i = 0; i < count; i++) {
    int64_t token = sum;
    region();
    if (rank > 0) {
      MPI_Recv(&token, 1, MPI_INT64_T, rank - 1, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      wrong += token != size * (expected - 1) + rank;
    }
    token++;
    MPI_Send(&token, 1, MPI_INT64_T, (rank + 1) % size, TAG, MPI_COMM_WORLD);
    if (rank == 0) {
      MPI_Recv(&sum, 1, MPI_INT64_T, size - 1, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      wrong += sum != size * expected;
    }
  }
}

static void region_allreduce(long count) {
  for (long i = 0; i < count; i++) {
    region();
    allreduce(1);
  }
}

static void check_regions(void) {
  for (int t = 0; t < threads; t++) wrong += slots[t][0] != (t + 1) * expected;
}

static void nothing(void) {}

static const struct operation {
  const char *name;
  int per; /* what is counted, in one repetition */
  void (*prepare)(void);
  void (*repeat)(long);
  void (*check)(void);
} OPERATIONS[] = {
  {"ping-pong", 2, nothing, ping_pong, check_ping_pong},
  {"bandwidth", WINDOW, nothing, bandwidth, check_bandwidth},
  {"allreduce", 1, fill_allreduce, allreduce, check_allreduce},
  {"barrier", 1, nothing, barrier, nothing},
  {"halo", 1, prepare_halo, halo, check_halo},
  {"rate", WINDOW, nothing, rate, check_rate},
  {"ring", 1, nothing, ring, check_regions},
  {"region-allreduce", 1, nothing, region_allreduce, check_regions},
};

static const struct operation *operation(const char *name) {
  for (size_t i = 0; i < sizeof OPERATIONS / sizeof *OPERATIONS; i++)
    if (!strcmp(OPERATIONS[i].name, name)) return &OPERATIONS[i];
  refuse("no such operation", name);
}

/* Rank 0 decides how many repetitions, 0 for no more; all make them. Answers rank 0's seconds. */
static double timed(const struct operation *op, long *count) {
  MPI_Bcast(count, 1, MPI_LONG, 0, MPI_COMM_WORLD);
  if (*count == 0) return 0;
  op->prepare();
  MPI_Barrier(MPI_COMM_WORLD);
  double start = now();
  op->repeat(*count);
  return now() - start;
}

/* Answers the size of a batch, which is rank 0's to say. */
static long warm_up(const struct operation *op, long *warm) {
  double spent = 0;
  for (long count = 1, size_of_batch = 1;;) {
    double seconds = timed(op, &count);
    if (!count) return size_of_batch;
    spent += seconds;
    *warm += count;
    size_of_batch = batch_size(count, seconds);
    count = rank == 0 && (spent >= WARM_SECONDS || *warm >= WARM_OPERATIONS) ? 0 : 2 * count;
  }
}

static void measure(int number, const struct sample_case *chosen) {
  const struct operation *op = operation(chosen->operation);
  items = chosen->bytes / 8 > 0 ? chosen->bytes / 8 : 1;
  threads = chosen->threads;
  stamp = sum = expected = wrong = 0;
  memset(slots, 0, sizeof slots);
  out = memory((size_t)items * 8);
  in = memory((size_t)items * 8 * (op->repeat == bandwidth ? WINDOW : 1));
  for (long k = 0; k < items; k++) out[k] = k;
  long warm = 0, per = op->repeat == rate ? (long)op->per * threads : op->per;
  long size_of_batch = warm_up(op, &warm), count;
  double spent = 0;
  for (int b = 0;; b++) {
    count = enough(b, spent) ? 0 : size_of_batch;
    double seconds = timed(op, &count);
    if (!count) break;
    spent += seconds;
    op->check();
    if (rank == 0) write_sample(number, seconds / (double)(count * per), 0);
  }
  long all = 0;
  MPI_Reduce(&wrong, &all, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD);
  if (rank == 0) write_measured(number, size_of_batch * per, warm * per, all ? "the payload is wrong" : "");
  free(out), free(in);
}

int main(int argc, char **argv) {
  char library[MPI_MAX_LIBRARY_VERSION_STRING];
  int provided, length;
  read_plan(argc, argv);
  int level = strcmp(plan.level, "MULTIPLE") ? MPI_THREAD_SERIALIZED : MPI_THREAD_MULTIPLE;
  MPI_Init_thread(&argc, &argv, level, &provided);
  if (provided < level) refuse("the library does not grant the thread level", plan.level);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Get_library_version(library, &length);
  one_line(library);
  check_launch(library, size);
  MPI_Type_vector(PITCH, 1, PITCH, MPI_DOUBLE, &column);
  MPI_Type_commit(&column);
  cells = memory(sizeof(double) * PITCH * PITCH);
  if (rank == 0) open_samples(library);
  for (int i = 0; i < plan.cases; i++) measure(i, &plan.list[i]);
  if (rank == 0) close_samples();
  MPI_Type_free(&column);
  MPI_Finalize();
  return 0;
}
