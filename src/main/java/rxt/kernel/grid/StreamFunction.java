package rxt.kernel.grid;

import rxt.kernel.Digest;

/**
 * The stream function ψ of an inviscid flow through a square box, after EPCC's CFD exercise: ∇²ψ = 0 on {@code size} ×
 * {@code size} interior points (i, j), i to the right and j upwards, both from 1.
 *
 * <p>With b = 10·scale, h = 15·scale and w = 5·scale, fluid passes a gap of width w in the bottom edge at b and one in
 * the right edge at height h. On the bottom edge (j = 0) ψ is 0 up to i = b, rises by 1 a point to w at b + w and stays
 * w. On the right edge (i = size + 1) it is w up to j = h, falls by 1 a point to 0 at h + w and stays 0. Elsewhere on
 * the edges it is 0.
 *
 * @param scale multiple of the exercise's smallest box, 1 or more
 */
record StreamFunction(int scale) {
    /** Interior points along one side. */
    int size() {
        return 32 * scale;
    }

    /** The largest value of ψ. */
    int inflow() {
        return 5 * scale;
    }

    /** ψ at a point that is not in the interior; the box's corners take no part and are 0. */
    double boundary(int i, int j) {
        boolean bottom = j == 0 && i <= size();
        boolean right = i == size() + 1 && j >= 1 && j <= size();
        int value = bottom ? i - 10 * scale : right ? 15 * scale + inflow() - j : 0;
        return Math.clamp(value, 0, inflow());
    }

    /** Number of an interior point, from 0. */
    long index(int i, int j) {
        return (i - 1) * (long) size() + (j - 1);
    }

    /** Digest of ψ after Jacobi sweeps from 0, by one thread on the whole box. */
    long digestAfter(int sweeps) {
        double[][] psi = start();
        double[][] next = start();
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int i = 1; i <= size(); i++) {
                for (int j = 1; j <= size(); j++) {
                    next[i][j] = 0.25 * (psi[i - 1][j] + psi[i + 1][j] + psi[i][j - 1] + psi[i][j + 1]);
                }
            }
            double[][] last = psi;
            psi = next;
            next = last;
        }
        long digest = 0;
        for (int i = 1; i <= size(); i++) {
            for (int j = 1; j <= size(); j++) {
                digest += Digest.term(index(i, j), psi[i][j]);
            }
        }
        return digest;
    }

    private double[][] start() {
        double[][] psi = new double[size() + 2][size() + 2];
        for (int k = 0; k < psi.length; k++) {
            psi[k][0] = boundary(k, 0);
            psi[size() + 1][k] = boundary(size() + 1, k);
        }
        return psi;
    }

    /** The sine φ(i) = sin(p·π·i/(size+1)), i = 0…size+1: φₚ(i)·φ_q(j) are the eigenvectors of the sweep. */
    double[] sine(int p) {
        double[] sine = new double[size() + 2];
        for (int i = 0; i < sine.length; i++) {
            sine[i] = Math.sin(Math.PI * p * i / (size() + 1));
        }
        return sine;
    }

    /**
     * Σ ψ(i, j)·φₚ(i)·φ_q(j) over the interior after Jacobi sweeps from 0, in closed form: a sweep multiplies this by λ
     * = (cos θₚ + cos θ_q)/2 with θₚ = p·π/(size+1), and adds what comes from the boundary.
     */
    double projectionAfter(int sweeps, int p, int q) {
        double[] phiP = sine(p);
        double[] phiQ = sine(q);
        double fromBoundary = 0;
        for (int k = 1; k <= size(); k++) {
            fromBoundary += 0.25 * boundary(k, 0) * phiP[k] * phiQ[1];
            fromBoundary += 0.25 * boundary(size() + 1, k) * phiP[size()] * phiQ[k];
        }
        double oneMinusLambda = square(halfAngle(p)) + square(halfAngle(q));
        return fromBoundary * -Math.expm1(sweeps * Math.log1p(-oneMinusLambda)) / oneMinusLambda;
    }

    private double halfAngle(int p) {
        return Math.sin(Math.PI * p / (2.0 * (size() + 1)));
    }

    private static double square(double x) {
        return x * x;
    }
}
