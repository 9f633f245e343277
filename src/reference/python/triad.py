"""Twin of the kernel triad in mpi4py and NumPy, on one thread a rank: v(k+1) = v(k) - v(k-1) on three arrays of n doubles.

    command: "python3 triad.py {n} {steps}"
"""
import sys
import numpy as np
from mpi4py import MPI

world = MPI.COMM_WORLD
n, steps = int(sys.argv[1]), int(sys.argv[2])
bounds = [n // world.size * r + min(r, n % world.size) for r in range(world.size + 1)]
index = np.arange(bounds[world.rank], bounds[world.rank + 1], dtype=np.float64)
start = [1.0 + index, 2.0 * n - index]
v = [start[0].copy(), start[1].copy(), np.zeros_like(index)]
for k in range(steps):
    world.Barrier()
    begin = MPI.Wtime()
    np.subtract(v[(k + 1) % 3], v[k % 3], out=v[(k + 2) % 3])
    print(f"rxt step {MPI.Wtime() - begin:.9f}")
before, now = start
for _ in range(steps % 6):
    before, now = now, now - before
wrong = np.count_nonzero(v[steps % 3] != before) + np.count_nonzero(v[(steps + 1) % 3] != now)
wrong = world.allreduce(int(wrong))
if world.rank == 0:
    print(f"valid: {'no' if wrong else 'yes'}, ranks {world.size}, threads 1")
sys.exit(1 if wrong else 0)
