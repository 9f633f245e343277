package rxt.kernel.sparse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@code inputs/bracket.mtx}: {@code java src/test/java/rxt/kernel/sparse/BracketMatrix.java >inputs/bracket.mtx}.
 *
 * <p>The stiffness of an L-shaped plate in plane stress, clamped along its upper edge, by linear triangles. Twelve by twelve
 * unit squares less the upper right quarter are halved by diagonals whose direction alternates; Young's modulus is 210, 70
 * and 2.5 (steel, aluminium, polyamide, in GPa) by turns, Poisson's number 1/3. With a thickness of 16/3 the coupling of
 * corners p and q of a triangle, whose shape functions have slopes (b, c), is in whole numbers
 *
 * <pre>E · [3·b_p·b_q + c_p·c_q,  b_p·c_q + c_p·b_q;  c_p·b_q + b_p·c_q,  3·c_p·c_q + b_p·b_q]</pre>
 *
 * <p>Nodes are numbered row by row from below, each with its displacement along x before that along y. Couplings that
 * cancel out are left out, so that neither the number of entries in a row nor their distance is the same everywhere.
 */
final class BracketMatrix {
    private static final int SIDE = 12;
    private static final double[] MODULI = {210, 70, 2.5};
    private static final String TITLE = """
            %%MatrixMarket matrix coordinate real symmetric
            % Stiffness of an L-shaped plate of three materials, clamped along its upper edge: linear triangles, plane stress.
            % Made by BracketMatrix.java of RxT, which has the formula; licence: that of RxT, Apache-2.0.
            """;

    private record Point(int x, int y) {
        /** Of the L, the clamped edge included. */
        boolean isInside() {
            return x <= SIDE / 2 || y <= SIDE / 2;
        }
    }

    private final Map<Point, Integer> nodes = new LinkedHashMap<>();
    /** Entries of the lower triangle by row and column, from 0. */
    private final TreeMap<Integer, TreeMap<Integer, Double>> rows = new TreeMap<>();

    private BracketMatrix() {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x <= SIDE; x++) {
                if (new Point(x, y).isInside()) {
                    nodes.put(new Point(x, y), nodes.size());
                }
            }
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                if (x < SIDE / 2 || y < SIDE / 2) {
                    addSquare(x, y, MODULI[(x + 2 * y) % MODULI.length]);
                }
            }
        }
    }

    /** Two triangles, whose right angles are at opposite corners. */
    private void addSquare(int x, int y, double modulus) {
        int left = (x + y) % 2;
        addTriangle(new Point(x + left, y), 1 - 2 * left, 1, modulus);
        addTriangle(new Point(x + 1 - left, y + 1), 2 * left - 1, -1, modulus);
    }

    /** With its right angle there and legs along x and y in these directions. */
    private void addTriangle(Point corner, int alongX, int alongY, double modulus) {
        Point[] corners = {corner, new Point(corner.x + alongX, corner.y), new Point(corner.x, corner.y + alongY)};
        int[][] slopes = {{-alongX, -alongY}, {alongX, 0}, {0, alongY}};
        for (int p = 0; p < corners.length; p++) {
            for (int q = 0; q < corners.length; q++) {
                for (int i = 0; i < 4; i++) {
                    add(corners[p], i / 2, corners[q], i % 2, modulus * coupling(slopes[p], i / 2, slopes[q], i % 2));
                }
            }
        }
    }

    private static int coupling(int[] p, int ofP, int[] q, int ofQ) {
        return (ofP == ofQ ? 3 : 1) * p[ofP] * q[ofQ] + p[1 - ofP] * q[1 - ofQ];
    }

    private void add(Point p, int ofP, Point q, int ofQ, double value) {
        if (nodes.containsKey(p) && nodes.containsKey(q)) {
            int row = 2 * nodes.get(p) + ofP;
            int column = 2 * nodes.get(q) + ofQ;
            if (column <= row) {
                rows.computeIfAbsent(row, _ -> new TreeMap<>()).merge(column, value, Double::sum);
            }
        }
    }

    /** The file. */
    static String text() {
        StringBuilder entries = new StringBuilder();
        int[] count = {0};
        BracketMatrix matrix = new BracketMatrix();
        matrix.rows.forEach((row, columns) -> columns.forEach((column, value) -> {
            if (value != 0) {
                entries.append(row + 1)
                        .append(' ')
                        .append(column + 1)
                        .append(' ')
                        .append(value)
                        .append('\n');
                count[0]++;
            }
        }));
        int size = 2 * matrix.nodes.size();
        return TITLE + size + " " + size + " " + count[0] + "\n" + entries;
    }

    /** Displacements of all nodes when the plate is moved along x, along y, or turned by a small angle. */
    static List<double[]> rigidMotions() {
        List<double[]> motions = List.of(new double[252], new double[252], new double[252]);
        new BracketMatrix().nodes.forEach((point, node) -> {
            motions.get(0)[2 * node] = 1;
            motions.get(1)[2 * node + 1] = 1;
            motions.get(2)[2 * node] = -point.y;
            motions.get(2)[2 * node + 1] = point.x;
        });
        return motions;
    }

    public static void main(String[] arguments) {
        System.out.print(text());
    }
}
