package rxt.spmd.team;

import java.util.BitSet;
import java.util.StringJoiner;

/** Sets of CPUs as Linux writes them: {@code 0-1,4}. */
final class CpuList {
    private CpuList() {}

    static String format(BitSet cpus) {
        StringJoiner list = new StringJoiner(",");
        for (int first = cpus.nextSetBit(0); first >= 0; ) {
            int end = cpus.nextClearBit(first);
            list.add(end - first == 1 ? Integer.toString(first) : first + "-" + (end - 1));
            first = cpus.nextSetBit(end);
        }
        return list.toString();
    }

    /** Reads what {@link #format} writes, and blanks around it. */
    static BitSet parse(String list) {
        BitSet cpus = new BitSet();
        for (String part : list.strip().split(",", -1)) {
            int dash = part.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            cpus.set(first, 1 + (dash < 0 ? first : Integer.parseInt(part.substring(dash + 1))));
        }
        return cpus;
    }
}
